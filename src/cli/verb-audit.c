/* SPDX-License-Identifier: MIT
 *
 * refscope-cli audit: at every instruction, each object's count must be the
 * number of references that can be named.
 */
#include "cli.h"

#include "vm/vm.h"

#include <stdio.h>

typedef struct {
  guint64 only; /* the instruction that is looked at; G_MAXUINT64: all */
  guint64 moments, at;
  char *text;
  gint32 line;
  char *file;
  GHashTable *owners; /* RsScopeSite, or NULL: counts are compared */
} Audit;

/* Notes the C functions that wait for what runs now and own references. */
static void
note_owners (RsVm *vm, GHashTable *owners)
{
  for (const RsScope *scope = vm->scope; scope != NULL; scope = scope->previous)
    {
      gboolean owns = scope->given != NULL;
      for (const RsLocal *local = scope->locals; local != NULL && !owns; local = local->previous)
        for (gsize i = 0; i < local->n && !owns; i++)
          owns = local->slots[i] != NULL;
      if (owns)
        g_hash_table_add (owners, (gpointer) scope->site);
    }
}

static void
print_owners (GHashTable *owners)
{
  GHashTableIter iter;
  const RsScopeSite *site;
  g_hash_table_iter_init (&iter, owners);
  while (g_hash_table_iter_next (&iter, (gpointer *) &site, NULL))
    printf ("%s %s\n", site->file, site->function);
}

static void
visit (RsSession *session, RsVm *vm, RsMomentKind moment, gpointer data)
{
  Audit *audit = data;
  if (moment != RS_MOMENT_INSTRUCTION
      || (audit->only != G_MAXUINT64 && rs_vm_now (vm) != audit->only))
    return;
  audit->moments++;
  if (audit->owners != NULL)
    {
      note_owners (vm, audit->owners);
      return;
    }
  if (rs_audit (vm, &audit->text) == 0)
    {
      if (audit->only != G_MAXUINT64)
        rs_session_end_visits (session, TRUE);
      return;
    }
  audit->at = rs_vm_now (vm);
  audit->line = vm->frame ? rs_frame_text_line (vm->frame) : 0;
  audit->file = vm->frame ? rs_str_utf8 (vm->frame->code->filename, NULL) : NULL;
  rs_session_end_visits (session, TRUE);
}

/* Says what was found; the exit status. */
static int
report (const RsVerb *verb, const Audit *audit, guint64 n_instructions)
{
  if (audit->owners != NULL)
    print_owners (audit->owners);
  else if (audit->text != NULL)
    fprintf (stderr, "refscope-cli: at instruction %" G_GUINT64_FORMAT " (%s, line %d): %s\n",
             audit->at, audit->file ? audit->file : "at the end", audit->line, audit->text);
  else if (audit->only == G_MAXUINT64)
    printf ("every count explained at %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
            " instructions\n",
            audit->moments, n_instructions);
  else if (audit->moments > 0)
    printf ("every count explained before instruction %" G_GUINT64_FORMAT "\n", audit->only);
  else
    return rs_cli_usage_error (
        verb, "there is no instruction %" G_GUINT64_FORMAT ": the program has %" G_GUINT64_FORMAT,
        audit->only, n_instructions);
  return audit->text != NULL;
}

static int
run (const RsVerb *verb, int argc, char **argv)
{
  g_auto (RsOptions) options = { NULL };
  g_autofree char *every_text = NULL;
  gboolean list_owners = FALSE;
  const GOptionEntry own[] = {
    { "every", 0, 0, G_OPTION_ARG_STRING, &every_text, "Look at every Nth instruction only", "N" },
    { "owners", 0, 0, G_OPTION_ARG_NONE, &list_owners,
      "Compare nothing: list the functions in C that owned references while Python ran", NULL },
    { NULL },
  };
  guint64 every = 1;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);
  Audit audit = { .only = G_MAXUINT64 };
  int status;

  if (!rs_options_read (&options, verb, own, argc, argv, &status))
    return status;
  if (!rs_option_number (verb, "--every", every_text, &every))
    return 2;
  if (every == 0)
    return rs_cli_usage_error (verb, "--every needs a number from 1 on");
  audit.owners = list_owners ? owners : NULL;
  if (options.moment.by == RS_BY_INSTRUCTION)
    {
      audit.only = options.moment.number;
      every = MAX (1, audit.only); /* visits 0, and then that one */
    }
  g_autoptr (RsSession) session = rs_cli_open (options.names[0], &options.session, &error);
  if (session == NULL || !rs_session_visit_instructions (session, every, visit, &audit, &error))
    return rs_cli_fail (error);
  status = report (verb, &audit, rs_session_recording (session)->n_instructions);
  g_free (audit.text);
  g_free (audit.file);
  return status;
}

const RsVerb rs_verb_audit = {
  .name = "audit",
  .summary = "explain every count at every instruction",
  .parameters = "FILE|SCENARIO",
  .help = "Runs the program and compares, before every instruction (or one, with\n"
          "--instruction), each object's reference count with the references to it that\n"
          "can be named. Exit status 1, with the first difference, where they are not the\n"
          "same.",
  .takes = RS_TAKES_PROGRAM,
  .runs = TRUE,
  .moments = RS_BY_INSTRUCTION,
  .run = run,
};
