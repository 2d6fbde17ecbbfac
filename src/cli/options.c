/* SPDX-License-Identifier: MIT
 *
 * The command line. GOption reads it; a verb brings its own entries, and the
 * groups that several verbs share are here: the session's options and the ways
 * to say a moment. The sentences about what is wrong are our own.
 *
 * Numbers are read as text first: GOption would take 0x10 and -1 for some.
 */
#include "cli.h"

#include <stdio.h>
#include <string.h>

int
rs_cli_usage_error (const RsVerb *verb, const char *format, ...)
{
  va_list list;
  va_start (list, format);
  g_autofree char *text = g_strdup_vprintf (format, list);
  va_end (list);
  fprintf (stderr, "refscope-cli %s: %s; see refscope-cli %s --help\n", verb->name, text,
           verb->name);
  return 2;
}

int
rs_cli_fail (const GError *error)
{
  gboolean syntax = g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX);
  fprintf (stderr, "%s%s\n", syntax ? "" : "refscope-cli: ", error->message);
  return syntax || g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MEMORY) ? 1 : 2;
}

gboolean
rs_option_number (const RsVerb *verb, const char *name, const char *text, guint64 *value)
{
  g_autoptr (GError) error = NULL;
  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, value, &error))
    return TRUE;
  if (g_error_matches (error, G_NUMBER_PARSER_ERROR, G_NUMBER_PARSER_ERROR_OUT_OF_BOUNDS))
    rs_cli_usage_error (verb, "%s is a number up to %" G_GUINT64_FORMAT ", and %s is not", name,
                        G_MAXUINT64, text);
  else
    rs_cli_usage_error (verb, "%s needs a whole number, not \"%s\"", name, text);
  return FALSE;
}

/* "N", or "N" and "K" with SEPARATOR between them; without K that stays as it
 * is. TEXT NULL: neither. */
static gboolean
read_two (const RsVerb *verb, const char *name, const char *text, char separator, guint64 *n,
          guint64 *k)
{
  const char *at = text ? strchr (text, separator) : NULL;
  g_autofree char *number = at ? g_strndup (text, at - text) : g_strdup (text);
  return rs_option_number (verb, name, number, n)
         && (at == NULL || rs_option_number (verb, name, at + 1, k));
}

gboolean
rs_option_hit (const RsVerb *verb, const char *name, const char *text, guint64 *line, guint64 *hit)
{
  *hit = 1;
  if (!read_two (verb, name, text, ':', line, hit))
    return FALSE;
  if (*hit == 0 || *hit > G_MAXUINT || (text != NULL && (*line == 0 || *line > G_MAXINT)))
    {
      rs_cli_usage_error (verb, "%s counts lines and their times from 1, and %s is out of range",
                          name, text);
      return FALSE;
    }
  return TRUE;
}

/* --step: "N", or "N.K" where VERB takes events. */
static gboolean
read_step (RsOptions *o, const RsVerb *verb)
{
  gboolean zero;

  if (!(verb->moments & RS_BY_EVENT))
    return rs_option_number (verb, "--step", o->step, &o->moment.number);
  if (!read_two (verb, "--step", o->step, '.', &o->moment.number, &o->moment.event))
    return FALSE;
  zero = o->step != NULL && strchr (o->step, '.') != NULL && o->moment.event == 0;
  if (zero)
    rs_cli_usage_error (verb, "--step counts events from 1, and %s is out of range", o->step);
  return !zero;
}

gboolean
rs_option_detail (const RsVerb *verb, const char *text, RsDetail *detail)
{
  static const char *const names[] = { "simple", "references", "everything" };
  static const RsDetail values[] = { RS_DETAIL_SIMPLE, RS_DETAIL_REFERENCES, RS_DETAIL_EVERYTHING };
  if (text == NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], text) == 0)
      {
        *detail = values[i];
        return TRUE;
      }
  rs_cli_usage_error (verb, "--detail is simple, references or everything, not \"%s\"", text);
  return FALSE;
}

/* --- the groups ----------------------------------------------------------- */

static void
add_session_group (GOptionContext *context, GArray *known, RsOptions *o)
{
  const GOptionEntry entries[] = {
    { "profile", 0, 0, G_OPTION_ARG_STRING, &o->profile,
      "The CPython whose memory is simulated (3.11)", "V" },
    { "prompt", 0, 0, G_OPTION_ARG_NONE, &o->session.prompt,
      "Each statement by itself, as if typed at the prompt", NULL },
    { "schedule", 0, 0, G_OPTION_ARG_STRING, &o->schedule,
      "When threads take turns: turn:N, seed:N, or a run's own switches", "S" },
    { "memory", 0, 0, G_OPTION_ARG_STRING, &o->memory,
      "Simulated memory; beyond it MemoryError is raised (512 MiB)", "BYTES" },
    { "instructions", 0, 0, G_OPTION_ARG_STRING, &o->instructions,
      "End the run after N bytecode instructions (no limit)", "N" },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("session", "The run:", "", NULL, NULL);
  g_option_group_add_entries (group, entries);
  g_array_append_vals (known, entries, G_N_ELEMENTS (entries) - 1);
  g_option_context_add_group (context, group);
}

static void
add_moment_group (GOptionContext *context, GArray *known, RsOptions *o, const RsVerb *verb)
{
  gboolean question = verb->takes == RS_TAKES_QUESTION, events = (verb->moments & RS_BY_EVENT) != 0;
  const GOptionEntry all[] = {
    { "step", 0, 0, G_OPTION_ARG_STRING, &o->step,
      events ? "The Nth step, from 0; just before its Kth event" : "The Nth step, from 0",
      events ? "N[.K]" : "N" },
    { "instruction", 0, 0, G_OPTION_ARG_STRING, &o->instruction,
      "Just before the Nth bytecode instruction, from 0", "N" },
    { "line", 0, 0, G_OPTION_ARG_STRING, &o->line,
      question ? "Before any thread runs line N for the Kth time (1st)"
               : "Before the main thread runs line N for the first time",
      question ? "N[:K]" : "N" },
    { "last", 0, 0, G_OPTION_ARG_NONE, &o->last, "The last step", NULL },
  };
  GOptionEntry taken[G_N_ELEMENTS (all) + 1] = { { NULL } };
  guint n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (verb->moments & (1 << i)) /* in the order of RsMomentBy */
      taken[n++] = all[i];
  GOptionGroup *group = g_option_group_new ("moment", "The moment:", "", NULL, NULL);
  g_option_group_add_entries (group, taken);
  g_array_append_vals (known, taken, n);
  g_option_context_add_group (context, group);
}

static void
add_main_group (GOptionContext *context, GArray *known, RsOptions *o, const GOptionEntry *own)
{
  const GOptionEntry entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &o->help, "Print this", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->names, NULL, NULL },
    { NULL },
  };
  if (own != NULL)
    g_option_context_add_main_entries (context, own, NULL);
  for (; own != NULL && own->long_name != NULL; own++)
    g_array_append_val (known, *own);
  g_option_context_add_main_entries (context, entries, NULL);
  g_array_append_vals (known, entries, 1);
}

/* KNOWN gets the entries of all options. */
static GOptionContext *
make_context (RsOptions *o, const RsVerb *verb, const GOptionEntry *own, GArray *known)
{
  GOptionContext *context = g_option_context_new (verb->parameters);
  g_option_context_set_summary (context, verb->help);
  g_option_context_set_help_enabled (context, FALSE);
  /* They are left over, and told in our words. */
  g_option_context_set_ignore_unknown_options (context, TRUE);
  /* What follows the program belongs to the program. */
  g_option_context_set_strict_posix (context, verb->takes == RS_TAKES_ARGUMENTS);
  add_main_group (context, known, o, own);
  if (verb->moments != 0)
    add_moment_group (context, known, o, verb);
  if (verb->runs)
    add_session_group (context, known, o);
  return context;
}

/* --- reading -------------------------------------------------------------- */

/* The option that ARGUMENT names ("--step", "--step=3", "-o", "-ox.png"); NULL:
 * none. *VALUE: what is glued to it, NULL: nothing. */
static const GOptionEntry *
option_of (const GArray *known, const char *argument, const char **value)
{
  gboolean is_long = argument[1] == '-';
  gsize n = is_long ? strcspn (argument + 2, "=") : 1;
  for (guint i = 0; i < known->len; i++)
    {
      const GOptionEntry *entry = &g_array_index (known, GOptionEntry, i);
      if (is_long
              ? strlen (entry->long_name) == n && strncmp (argument + 2, entry->long_name, n) == 0
              : entry->short_name != 0 && argument[1] == entry->short_name)
        {
          const char *rest = argument + (is_long ? 2 : 1) + n;
          *value = *rest == '\0' ? NULL : is_long ? rest + 1 : rest;
          return entry;
        }
    }
  return NULL;
}

/* GOption takes a value for an option that has none, and lets it fall. */
static gboolean
check_flags (const RsVerb *verb, const GArray *known, int argc, char **argv)
{
  for (int i = 1; i < argc && strcmp (argv[i], "--") != 0; i++)
    {
      const char *value = NULL;
      if (argv[i][0] != '-' || argv[i][1] == '\0')
        {
          if (verb->takes == RS_TAKES_ARGUMENTS)
            return TRUE; /* the rest is the program's */
          continue;
        }
      const GOptionEntry *entry = option_of (known, argv[i], &value);
      if (entry == NULL)
        continue;
      if (entry->arg != G_OPTION_ARG_NONE)
        i += value == NULL;
      else if (value != NULL)
        {
          rs_cli_usage_error (verb, "--%s takes no value, and has got \"%s\"", entry->long_name,
                              value);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_session (RsOptions *o, const RsVerb *verb)
{
  o->session.profile = o->profile;
  o->session.schedule = o->schedule;
  return rs_option_number (verb, "--memory", o->memory, &o->session.memory_limit)
         && rs_option_number (verb, "--instructions", o->instructions,
                              &o->session.instruction_limit);
}

static gboolean
read_moment (RsOptions *o, const RsVerb *verb)
{
  if ((o->step != NULL) + (o->instruction != NULL) + (o->line != NULL) + o->last > 1)
    {
      rs_cli_usage_error (verb, "one moment at a time");
      return FALSE;
    }
  o->moment.by = o->step          ? RS_BY_STEP
                 : o->instruction ? RS_BY_INSTRUCTION
                 : o->line        ? RS_BY_LINE
                 : o->last        ? RS_BY_LAST
                                  : RS_BY_NOTHING;
  return read_step (o, verb)
         && rs_option_number (verb, "--instruction", o->instruction, &o->moment.number)
         && (verb->takes == RS_TAKES_QUESTION && o->line != NULL
                 ? rs_option_hit (verb, "--line", o->line, &o->moment.number, &o->moment.hit)
                 : rs_option_number (verb, "--line", o->line, &o->moment.number));
}

static gboolean
check_names (RsOptions *o, const RsVerb *verb)
{
  guint n = o->names != NULL ? g_strv_length (o->names) : 0;
  if (verb->takes == RS_TAKES_NOTHING && n > 0)
    rs_cli_usage_error (verb, "it takes no arguments");
  else if (verb->takes != RS_TAKES_NOTHING && n == 0)
    rs_cli_usage_error (verb, "name a program");
  else if (n > 0 && *o->names[0] == '\0')
    rs_cli_usage_error (verb, "the program's name is empty");
  else if (verb->takes == RS_TAKES_PROGRAM && n > 1)
    rs_cli_usage_error (verb, "one program at a time: \"%s\" is too much", o->names[1]);
  else
    return TRUE;
  return FALSE;
}

gboolean
rs_options_read (RsOptions *o, const RsVerb *verb, const GOptionEntry *own, int argc, char **argv,
                 int *status)
{
  g_autoptr (GArray) known = g_array_new (FALSE, FALSE, sizeof (GOptionEntry));
  g_autoptr (GOptionContext) context = make_context (o, verb, own, known);
  g_autofree char *program = g_strconcat ("refscope-cli ", verb->name, NULL);
  g_autofree char **rest = g_memdup2 (argv, sizeof *argv * (argc + 1));
  g_autoptr (GError) error = NULL;
  int n_rest = argc;

  g_set_prgname (program);
  *status = 2;
  if (!check_flags (verb, known, argc, argv))
    return FALSE;
  if (!g_option_context_parse (context, &n_rest, &rest, &error))
    {
      /* All values are texts: what can be wrong is that there is none. */
      if (g_error_matches (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE))
        rs_cli_usage_error (verb, "%s needs a value", argv[argc - 1]);
      else
        rs_cli_usage_error (verb, "%s", error->message);
      return FALSE;
    }
  if (o->help)
    {
      g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);
      fputs (help, stdout);
      *status = 0;
      return FALSE;
    }
  if (n_rest > 1)
    {
      rs_cli_usage_error (verb, "there is no option \"%s\"", rest[1]);
      return FALSE;
    }
  return check_names (o, verb) && read_session (o, verb) && read_moment (o, verb);
}

void
rs_options_clear (RsOptions *o)
{
  char *texts[] = { o->profile, o->schedule,    o->memory, o->instructions,
                    o->step,    o->instruction, o->line };
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (o->names);
}
