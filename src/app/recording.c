/* SPDX-License-Identifier: MIT
 *
 * Recordings: copied out of a session in its worker, once, so that the window
 * can move a slider over 200 000 steps, print step numbers and cut the output
 * to a moment without asking the worker.
 */
#include "recording.h"

#include <string.h>

RsRecording *
rs_recording_new (RsSession *session)
{
  RsRecording *r = g_new0 (RsRecording, 1);

  g_atomic_ref_count_init (&r->refs);
  r->n_steps = rs_session_n_steps (session);
  r->steps = g_new (RsStep, MAX (r->n_steps, 1));
  r->functions = g_new (const char *, MAX (r->n_steps, 1));
  r->pool = g_string_chunk_new (1024);
  for (guint i = 0; i < r->n_steps; i++)
    {
      r->steps[i] = *rs_session_step (session, i);
      r->functions[i] =
          g_string_chunk_insert_const (r->pool, rs_session_step_function (session, i));
    }
  r->n_instructions = rs_session_n_instructions (session);
  r->output = g_utf8_make_valid (rs_session_output (session), -1);
  r->output_chars = g_utf8_strlen (r->output, -1);
  r->errors = g_utf8_make_valid (rs_session_errors (session), -1);
  r->failure = g_strdup (rs_session_failure (session));
  r->stop_reason = g_strdup (rs_session_stop_reason (session));
  r->exit_status = rs_session_exit_status (session);
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
  g_free (recording->steps);
  g_free (recording->functions);
  g_string_chunk_free (recording->pool);
  g_free (recording->output);
  g_free (recording->errors);
  g_free (recording->failure);
  g_free (recording->stop_reason);
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
