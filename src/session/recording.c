/* SPDX-License-Identifier: MIT
 *
 * Recordings. The steps are shared with the session, which adds none after the
 * run; output and names move out of it.
 */
#include "recording.h"

#include "session-private.h"
#include "stepping.h"

#include <string.h>

/* How many bytes the Ith of the writes has. */
static gsize
write_length (const RsRecording *recording, guint i)
{
  const RsWritten *write = &g_array_index (recording->writes, RsWritten, i);
  gsize end = i + 1 < recording->writes->len ? write[1].offset : recording->written->len;

  return end - write->offset;
}

/* What stands in the first END bytes for STREAM, as valid UTF-8 (transfer
 * full). */
static char *
text_of (const RsRecording *recording, int stream, gsize end)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < recording->writes->len; i++)
    {
      const RsWritten *write = &g_array_index (recording->writes, RsWritten, i);

      if (write->stream == stream && write->offset < end)
        g_string_append_len (text, recording->written->str + write->offset,
                             (gssize) MIN (write_length (recording, i), end - write->offset));
    }
  if (!g_utf8_validate (text->str, (gssize) text->len, NULL))
    {
      char *valid = g_utf8_make_valid (text->str, -1);

      g_string_free (text, TRUE);
      return valid;
    }
  return g_string_free (text, FALSE);
}

/* What was written goes over from SESSION, which has written nothing then. */
static void
take_written (RsRecording *recording, RsSession *session)
{
  recording->written = g_steal_pointer (&session->written);
  recording->writes = g_steal_pointer (&session->writes);
  recording->written_chars = session->written_chars;
  recording->output = text_of (recording, 1, G_MAXSIZE);
  recording->errors = text_of (recording, 2, G_MAXSIZE);
  recording->program_output = text_of (recording, 1, session->program_end);
  session->written = g_string_new (NULL);
  session->writes = g_array_new (FALSE, FALSE, sizeof (RsWritten));
  session->written_chars = 0;
  session->program_end = G_MAXSIZE;
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
  take_written (r, session);
  r->failure = g_strdup (session->failure);
  r->stop = stop;
  r->stop_text = g_strdup (stop_detail ? stop_detail : rs_stop_text (stop));
  r->exit_status = exit_status;
  r->schedule = rs_schedule_text (session->switches);
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
  g_string_free (recording->written, TRUE);
  g_array_unref (recording->writes);
  g_free (recording->program_output);
  g_free (recording->failure);
  g_free (recording->schedule);
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
  return rs_step_find_hit (recording, line, 1);
}

/* The last of the writes that begins at CHARACTERS or before. */
static guint
find_write (const RsRecording *recording, guint64 characters)
{
  guint low = 0, high = recording->writes->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (recording->writes, RsWritten, middle).chars <= characters)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 ? low - 1 : 0;
}

static void
show_piece (int stream, const char *text, gsize length, RsRecordingPiece piece, gpointer data)
{
  if (g_utf8_validate (text, (gssize) length, NULL))
    piece (stream, text, length, data);
  else
    {
      g_autofree char *valid = g_utf8_make_valid (text, (gssize) length);

      piece (stream, valid, strlen (valid), data);
    }
}

guint64
rs_recording_get_cut (const RsRecording *recording, guint64 characters, guint64 most)
{
  guint64 all = recording->written_chars, shown = MIN (characters, all);

  if (recording->writes->len == 0 || shown <= most)
    return 0;
  return g_array_index (recording->writes, RsWritten, find_write (recording, shown - most)).chars;
}

void
rs_recording_foreach_written (const RsRecording *recording, guint64 characters, guint64 most,
                              RsRecordingPiece piece, gpointer data)
{
  guint first = find_write (recording, rs_recording_get_cut (recording, characters, most));

  for (guint i = first; i < recording->writes->len; i++)
    {
      const RsWritten *write = &g_array_index (recording->writes, RsWritten, i);
      const char *text = recording->written->str + write->offset;
      gsize length = write_length (recording, i);

      if (write->chars >= characters)
        break;
      if (i + 1 == recording->writes->len || write[1].chars > characters)
        {
          const char *end = text + length;

          length = 0;
          for (guint64 left = characters - write->chars; left > 0 && text + length < end; left--)
            length += g_utf8_skip[(guchar) text[length]];
          length = MIN (length, (gsize) (end - text));
        }
      show_piece (write->stream, text, length, piece, data);
    }
}
