/* SPDX-License-Identifier: MIT
 *
 * Recordings. The steps are shared with the session, which adds none after the
 * run; output and names move out of it.
 */
#include "recording.h"

#include "session-private.h"

#include <string.h>

/* What TEXT holds; TEXT is empty then. */
static char *
take_text (GString **text)
{
  char *taken = g_string_free (*text, FALSE);
  *text = g_string_new (NULL);
  if (g_utf8_validate (taken, -1, NULL))
    return taken;
  char *valid = g_utf8_make_valid (taken, -1);
  g_free (taken);
  return valid;
}

RsRecording *
rs_recording_new (RsSession *session, int exit_status, RsStop stop, const char *stop_detail)
{
  RsRecording *r = g_new0 (RsRecording, 1);

  g_atomic_ref_count_init (&r->refs);
  r->step_array = g_array_ref (session->steps);
  r->function_array = g_ptr_array_ref (session->functions);
  r->pool = session->pool;
  session->pool = g_string_chunk_new (1024);
  memset (session->code_names, 0, sizeof session->code_names);
  r->n_steps = r->step_array->len;
  r->steps = (const RsStep *) (gpointer) r->step_array->data;
  r->functions = (const char *const *) r->function_array->pdata;
  r->n_instructions = session->n_instructions;
  r->output = take_text (&session->out);
  r->output_chars = g_utf8_strlen (r->output, -1);
  r->errors = take_text (&session->err);
  r->program_output =
      session->program_output ? g_steal_pointer (&session->program_output) : g_strdup (r->output);
  r->failure = g_strdup (session->failure);
  r->stop = stop;
  r->stop_text = g_strdup (stop_detail ? stop_detail : rs_stop_text (stop));
  r->exit_status = exit_status;
  return r;
}

RsRecording *
rs_recording_ref (RsRecording *recording)
{
  g_atomic_ref_count_inc (&recording->refs);
  return recording;
}

void
rs_recording_unref (RsRecording *recording)
{
  if (recording == NULL || !g_atomic_ref_count_dec (&recording->refs))
    return;
  g_array_unref (recording->step_array);
  rs_lives_unref (recording->lives);
  g_ptr_array_unref (recording->function_array);
  g_string_chunk_free (recording->pool);
  g_free (recording->output);
  g_free (recording->errors);
  g_free (recording->program_output);
  g_free (recording->failure);
  g_free (recording->stop_text);
  g_free (recording);
}

guint
rs_recording_step_at (const RsRecording *recording, guint64 instruction)
{
  guint low = 0, high = recording->n_steps;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      if (recording->steps[middle].instruction <= instruction)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : 0;
}

int
rs_recording_find_line (const RsRecording *recording, int line)
{
  for (guint i = 0; i < recording->n_steps; i++)
    if (recording->steps[i].line == line && recording->steps[i].event == RS_MOMENT_LINE)
      return i;
  return -1;
}

char *
rs_recording_output (const RsRecording *recording, gsize characters, gsize most, gsize *cut)
{
  characters = MIN (characters, recording->output_chars);
  *cut = characters > most ? characters - most : 0;
  /* Where each character is a byte, the offset is the pointer: a long output
   * costs nothing at each step. */
  if (recording->output_chars == strlen (recording->output))
    return g_strndup (recording->output + *cut, characters - *cut);
  const char *start = g_utf8_offset_to_pointer (recording->output, *cut);
  return g_strndup (start, g_utf8_offset_to_pointer (start, characters - *cut) - start);
}
