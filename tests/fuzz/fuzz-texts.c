/* SPDX-License-Identifier: MIT
 *
 * What reads text, given any bytes: the compiler (lexer, parser, symbol tables,
 * assembler), the splitter of typed statements, the reader of HeapGraph files.
 * They may refuse, but must not crash, leak or hang.
 *
 *     fuzz-texts FIRST LAST FILE...     mutants of these files, by seed
 *
 * A mutant is a stretch of a file, changed in a few places: bytes turned over,
 * pieces taken out, doubled, exchanged, brought in from another file, or from a
 * list of words. Built by clang -fsanitize=fuzzer with -DLIBFUZZER it is led by
 * coverage instead.
 */
#include "grammar.h"

#include "graph/diff.h"
#include "graph/filter.h"
#include "graph/graph-io.h"
#include "lang/code.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/time.h>

#define LONGEST 3000 /* bytes of a mutant */
#define LONGEST_GRAPH 60000
#define STACK ((gsize) 512 << 20)

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
read_graph (const char *text, gsize length)
{
  const RsHeapGraph *graph = rs_heap_graph_from_json (text, length, NULL);
  if (graph == NULL)
    return;
  g_free (rs_heap_graph_to_json (graph));
  rs_heap_graph_unref (graph);
}

static void
compile (const char *text, gsize length, RsCompileMode mode)
{
  RsSyntaxError error = { NULL };
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (rs_compile_warning_free);
  RsCodeUnit *unit = rs_compile (text, length, "fuzz.py", mode, 0, warnings, &error);
  if (unit != NULL)
    rs_code_unit_free (unit);
  rs_syntax_error_clear (&error);
}

static void
split (const char *text, gsize length)
{
  RsSyntaxError error = { NULL };
  GPtrArray *statements = rs_split_statements (text, length, "fuzz.py", &error);
  g_clear_pointer (&statements, g_ptr_array_unref);
  rs_syntax_error_clear (&error);
}

/* The first byte says who reads the rest: in a copy that ends with NUL, as all
 * of them want it. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size == 0)
    return 0;
  gsize length = size - 1;
  char *text = g_malloc (length + 1);
  memcpy (text, data + 1, length);
  text[length] = '\0';
  if (data[0] == '{')
    read_graph (text, length);
  else if (data[0] % 8 == 1)
    compile (text, length, RS_COMPILE_EVAL);
  else if (data[0] % 8 == 2)
    compile (text, length, RS_COMPILE_SINGLE);
  else if (data[0] % 8 == 3)
    split (text, length);
  else
    compile (text, length, RS_COMPILE_EXEC);
  g_free (text);
  return 0;
}

#ifndef LIBFUZZER

static const char *const words[] = {
  "def f(a, /, *, b=1, **c):",
  "lambda *a:",
  "class C(x, metaclass=M):",
  "async ",
  "await ",
  "yield ",
  "yield from ",
  "match x:\n case ",
  "case [*_, {**r}]:",
  "f'{x!r:{y}}'",
  "f'''{\n",
  "rb'",
  "\"\"\"",
  "\\\n",
  "\\N{DASH}",
  "\n    ",
  "\n\t",
  "\n",
  ":=",
  "**",
  "//=",
  "->",
  "...",
  "@",
  "*",
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  "if ",
  "else:",
  "elif ",
  "for x in ",
  "while ",
  "with a as b, c as (d, e):",
  "try:",
  "except* ",
  "except (A, B) as e:",
  "finally:",
  "return ",
  "raise x from y",
  "global x",
  "nonlocal x",
  "import a.b as c",
  "from . import *",
  "from __future__ import annotations\n",
  "assert ",
  "del ",
  "pass",
  "break",
  "continue",
  "not in ",
  "is not ",
  "0x",
  "1_0",
  "1e400",
  "1j",
  "0777",
  "__debug__",
  "print ",
  "None",
  "True = 1",
  "\xed\x95\x9c",
  "\xef\xbb\xbf",
  "# -*- coding: latin-1 -*-\n",
  "\f",
  "\xc2\xa0",
  "x: int = 3",
  "(yield)",
  "a = b = c",
  "*a, b = c",
  "\"objects\":",
  "\"edges\":",
  "-1",
  "1e99",
  "18446744073709551616",
  "null",
  "{}",
  "[]",
  "\\ud800",
  "0",
};

typedef struct {
  GPtrArray *files; /* GBytes */
  guint64 random;
} Mutator;

static guint64
below (Mutator *m, guint64 n)
{
  return n ? random_next (&m->random) % n : 0;
}

/* A stretch of some file, from the start of a line. */
static void
insert_piece (Mutator *m, GString *text, gsize at, gsize most)
{
  gsize size;
  const char *data = g_bytes_get_data (m->files->pdata[below (m, m->files->len)], &size);
  gsize from = below (m, size), length = MIN (size - from, 1 + below (m, most));
  while (from > 0 && data[from - 1] != '\n')
    from--;
  if (size > 0)
    g_string_insert_len (text, at, data + from, MIN (length, size - from));
}

static void
mutate (Mutator *m, GString *text)
{
  gsize at = below (m, text->len + 1), n = 1 + below (m, MIN (text->len - at + 1, 30));
  switch (below (m, 8))
    {
    case 0:
      if (at < text->len)
        text->str[at] ^= 1 << below (m, 8);
      break;
    case 1:
      g_string_erase (text, at, MIN (n, text->len - at));
      break;
    case 2:
      {
        gsize length = MIN (n, text->len - at);
        g_autofree char *copy = g_strndup (text->str + at, length);
        for (guint64 k = below (m, below (m, 10) ? 3 : 60); k > 0; k--)
          g_string_insert_len (text, at, copy, length);
      }
      break;
    case 3:
      insert_piece (m, text, at, 60);
      break;
    case 4:
      if (at < text->len)
        text->str[at] = below (m, 256);
      break;
    case 5:
      g_string_truncate (text, below (m, 4) ? text->len : at);
      break;
    default:
      g_string_insert (text, at, words[below (m, G_N_ELEMENTS (words))]);
    }
}

/* SIGPROF after so many seconds of the processor; 0: none. */
static void
set_alarm (int seconds)
{
  const struct itimerval timer = { .it_value = { .tv_sec = seconds } };
  setitimer (ITIMER_PROF, &timer, NULL);
}

static void
one (GPtrArray *files, guint64 seed)
{
  Mutator m = { files, seed };
  gsize size;
  random_next (&m.random);
  GBytes *file = files->pdata[below (&m, files->len)];
  const char *data = g_bytes_get_data (file, &size);
  GString *text = g_string_new (NULL);
  gboolean graph = size > 0 && data[0] == '{';
  g_string_append_c (text, graph ? '{' : below (&m, 256) & ~'{');
  if (graph && size <= LONGEST_GRAPH)
    g_string_append_len (text, data, size);
  else
    insert_piece (&m, text, 1, 1 + below (&m, LONGEST));
  for (guint64 n = 1 + below (&m, 8); n > 0; n--)
    mutate (&m, text);
  set_alarm (20);
  LLVMFuzzerTestOneInput ((guint8 *) text->str, graph ? text->len : MIN (text->len, 3 * LONGEST));
  set_alarm (0);
  g_string_free (text, TRUE);
}

static char **arguments;

static gpointer
work (gpointer data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  guint64 last = g_ascii_strtoull (arguments[2], NULL, 10), *seed = data;
  for (char **name = arguments + 3; *name != NULL; name++)
    {
      char *text;
      gsize length;
      g_autoptr (GError) error = NULL;
      if (!g_file_get_contents (*name, &text, &length, &error))
        g_error ("%s", error->message);
      g_ptr_array_add (files, g_bytes_new_take (text, length));
    }
  for (; *seed <= last; ++*seed)
    {
      if (*seed % 4096 == 0)
        {
          printf ("seed %" G_GUINT64_FORMAT "\n", *seed);
          fflush (stdout);
        }
      one (files, *seed);
    }
  return NULL;
}

int
main (int argc, char **argv)
{
  pthread_attr_t attributes;
  pthread_t thread;
  if (argc < 4)
    return 2;
  guint64 first = g_ascii_strtoull (argv[1], NULL, 10), seed = first;
  arguments = argv;
  pthread_attr_init (&attributes);
  pthread_attr_setstacksize (&attributes, STACK);
  pthread_create (&thread, &attributes, work, &seed);
  pthread_join (thread, NULL);
  printf ("%" G_GUINT64_FORMAT " texts read\n", seed - first);
  return 0;
}

#endif
