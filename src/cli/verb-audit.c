/* SPDX-License-Identifier: MIT
 *
 * refscope-cli audit: at every instruction, each object's count must be the
 * number of references that can be named.
 */
#include "cli.h"

#include <stdio.h>

typedef struct {
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
  if (moment != RS_MOMENT_INSTRUCTION)
    return;
  audit->moments++;
  if (audit->owners != NULL)
    {
      note_owners (vm, audit->owners);
      return;
    }
  if (rs_audit (vm, &audit->text) == 0)
    return;
  audit->at = rs_vm_now (vm);
  audit->line = vm->frame ? rs_frame_text_line (vm->frame) : 0;
  audit->file = vm->frame ? rs_str_utf8 (vm->frame->code->filename, NULL) : NULL;
  rs_session_end_visits (session, TRUE);
}

static int
run (int argc, char **argv)
{
  RsArgs args = { argc, argv, 1, FALSE, "audit" };
  RsSessionOptions options = { NULL };
  guint64 every = 1;
  const char *file = NULL;
  g_autoptr (GError) error = NULL;
  Audit audit = { 0, 0, NULL, 0 };
  g_autoptr (GHashTable) owners = g_hash_table_new (NULL, NULL);

  while (rs_args_next (&args) != NULL)
    if (rs_args_flag (&args, "--owners"))
      audit.owners = owners;
    else if (!rs_args_number (&args, "--every", &every) && !rs_args_session (&args, &options)
             && !rs_args_number (&args, "--instructions", &options.instruction_limit))
      rs_args_positional (&args, &file);
  if (args.failed)
    return 2;
  if (file == NULL)
    return rs_cli_usage_error ("audit", "name a program");
  if (every == 0)
    return rs_cli_usage_error ("audit", "--every needs a number from 1 on");
  g_autoptr (RsSession) session = rs_cli_open (file, &options, &error);
  if (session == NULL || !rs_session_visit_instructions (session, every, visit, &audit, &error))
    return rs_cli_fail (error,
                        g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX) ? 1 : 2);
  if (audit.owners != NULL)
    {
      print_owners (audit.owners);
      return 0;
    }
  if (audit.text != NULL)
    {
      fprintf (stderr, "refscope-cli: at instruction %" G_GUINT64_FORMAT " (%s, line %d): %s\n",
               audit.at, audit.file ? audit.file : "at the end", audit.line, audit.text);
      g_free (audit.text);
      g_free (audit.file);
      return 1;
    }
  printf ("every count explained at %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " instructions\n",
          audit.moments, rs_session_n_instructions (session));
  return 0;
}

const RsVerb rs_verb_audit = {
  "audit", "explain every count at every instruction",
  "[--every N] [--owners] [--instructions N] [--prompt] FILE|SCENARIO",
  "Runs the program and compares, before every instruction, each object's reference count with the "
  "references to it that can be\n"
  "named. Exit status 1, with the first difference, where they are not the same.\n"
  "  --every N          look at every Nth instruction only\n"
  "  --owners           compare nothing, but list the functions of the engine that owned "
  "references\n"
  "                     while the program ran\n"
  "  --instructions N   stop the program after N instructions" RS_PROMPT_HELP,
  run
};
