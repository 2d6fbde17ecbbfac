/* SPDX-License-Identifier: MIT
 *
 * The session: source text in, runs and moments out.
 *
 * Execution is deterministic, so a moment is a number. A recording notes every
 * step (40 bytes each) and saves the engine's state now and then; a moment is
 * visited by putting the nearest saved state back and running forward
 * (moments.c). Nothing of the heap is copied for a step.
 */
#include "session-private.h"

#include "modules/library.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_MEMORY ((guint64) 512 << 20)
#define PROMPT_FILE                                                                                \
  "<stdin>" /* what CPython calls the text of the prompt, and of standard input                    \
             */
#define LARGEST_SOURCE ((gsize) 64 << 20)

G_DEFINE_QUARK (rs_session_error, rs_session_error)

gsize
rs_session_stack_size (void)
{
  return RS_ENGINE_STACK;
}

/* --- reading -------------------------------------------------------------- */

static char *
read_descriptor (int fd, const char *name, gsize *length, GError **error)
{
  GString *text = g_string_new (NULL);
  char buffer[65536];
  gssize n;
  while ((n = read (fd, buffer, sizeof buffer)) > 0 && text->len <= LARGEST_SOURCE)
    g_string_append_len (text, buffer, n);
  if (n < 0)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_FILE, "cannot read %s: %s", name,
                   g_strerror (errno));
      g_string_free (text, TRUE);
      return NULL;
    }
  *length = text->len;
  return g_string_free (text, FALSE);
}

char *
rs_session_read_source (const char *path, gsize *length, GError **error)
{
  char *text = NULL;
  g_autoptr (GError) inner = NULL;

  if (strcmp (path, "-") == 0)
    text = read_descriptor (0, "standard input", length, error);
  else if (g_file_test (path, G_FILE_TEST_IS_DIR))
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_FILE, "cannot read %s: it is a folder",
                 path);
  else if (!g_file_get_contents (path, &text, length, &inner))
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_FILE, "cannot read %s: %s", path,
                 g_error_matches (inner, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? "there is no such file"
                                                                           : inner->message);
  if (text != NULL && *length > LARGEST_SOURCE)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_FILE,
                   "cannot read %s: it is larger than 64 MiB", path);
      g_clear_pointer (&text, g_free);
    }
  return text;
}

/* --- what the engine calls ------------------------------------------------ */

#define WRITTEN_PAGE 8192 /* bytes, about, in which a place is looked for */

/* As the engine counts characters, so are they found again: by their first
 * bytes. */
static void
note_written (RsSession *session, int stream, const char *text, gsize length)
{
  const RsWritten *last = session->writes->len > 0 ? &g_array_index (session->writes, RsWritten,
                                                                     session->writes->len - 1)
                                                   : NULL;

  if (last == NULL || last->stream != stream || session->written->len - last->offset > WRITTEN_PAGE)
    {
      RsWritten write = { session->written_chars, session->written->len, stream };

      g_array_append_val (session->writes, write);
    }
  g_string_append_len (session->written, text, (gssize) length);
  session->written_chars += (guint64) g_utf8_strlen (text, (gssize) length);
}

static void
host_write (RsVm *vm, int stream, const char *text, gsize length, gpointer data)
{
  RsSession *session = data;
  if (session->journal != NULL)
    rs_journal_write (session->journal, vm, stream, text, length);
  if (session->future != NULL)
    rs_future_write (session->future, vm, stream, text, length);
  if (session->quiet)
    return;
  note_written (session, stream, text, length);
  if (session->output != NULL)
    session->output (stream, text, length, session->output_data);
}

static char *
host_read_line (RsVm *vm, gpointer data)
{
  RsSession *session = data;
  if (session->standard_input)
    {
      GString *line = g_string_new (NULL);
      char c;
      gssize n;
      while ((n = read (0, &c, 1)) == 1 && c != '\n')
        g_string_append_c (line, c);
      gboolean end = n <= 0 && line->len == 0;
      char *text = g_string_free (line, end);
      return end ? NULL : text;
    }
  /* Which line comes next is part of the engine's state, so that going back
   * reads it again. */
  if (session->input == NULL || vm->input_offset >= strlen (session->input))
    {
      if (session->options.input_open)
        vm->stop = RS_STOP_INPUT;
      return NULL;
    }
  const char *start = session->input + vm->input_offset, *newline = strchr (start, '\n');
  gsize n = newline ? (gsize) (newline - start) : strlen (start);
  vm->input_offset += n + (newline != NULL);
  if (session->options.echo)
    {
      gsize echoed = n + (newline != NULL);
      vm->written_chars += (guint64) g_utf8_strlen (start, (gssize) echoed);
      if (!session->quiet)
        note_written (session, RS_STREAM_ECHO, start, echoed);
    }
  return g_strndup (start, n);
}

static const char *
host_source (RsVm *vm, RsObject *filename, gsize *length, gpointer data)
{
  RsSession *session = data;
  if (!rs_is_str (filename) || !rs_str_equal (filename, vm->main_file ? vm->main_file : filename))
    return NULL;
  g_autofree char *name = rs_str_utf8 (filename, NULL);
  if (strcmp (name, session->filename) != 0 || strcmp (name, PROMPT_FILE) == 0)
    return NULL;
  *length = session->length;
  return session->source;
}

static const RsCodeUnit *
host_statement (RsVm *vm, guint index, gpointer data)
{
  RsSession *session = data;
  if (index >= session->typed->len)
    return NULL;
  RsTyped *typed = &g_array_index (session->typed, RsTyped, index);
  rs_show_compile_warnings (vm, typed->warnings, typed->unit->filename);
  return typed->unit;
}

static void
note_failure (RsSession *session, RsVm *vm)
{
  g_clear_pointer (&session->failure, g_free);
  if (vm->pending == NULL)
    return;
  RS_SCOPE (vm);
  RS_LOCAL (pending, rs_pending_take (vm));
  RS_LOCAL (text, rs_str (vm, pending));
  g_autofree char *message = text ? rs_str_utf8 (text, NULL) : g_strdup ("");
  g_autofree char *type = rs_str_utf8 (pending->type->name, NULL);
  session->failure = g_strdup_printf ("%s: %s", type, message);
  rs_pending_clear (vm);
  vm->pending = g_steal_pointer (&pending);
}

static void
host_moment (RsVm *vm, int moment, gpointer data)
{
  RsSession *session = data;
  if (moment == RS_MOMENT_END)
    {
      /* Each time that the run comes by here: an exception's text may be made
       * by instructions, which count. */
      note_failure (session, vm);
      if (session->lives != NULL)
        rs_lives_writer_end_program (session->lives, vm, session->steps->len);
      if (session->future != NULL)
        rs_future_end_program (session->future, vm);
      if (session->on_end != NULL)
        session->on_end (vm, session->end_data);
      if (!session->quiet)
        session->program_end = session->written->len;
    }
  else if (session->on_moment != NULL)
    session->on_moment (session, vm, moment);
}

static void
host_reached (RsVm *vm, gpointer data)
{
  RsSession *session = data;
  if (session->seeking && session->aside != NULL)
    session->aside (vm, session->aside_func, session->aside_data);
}

static void
host_note (RsVm *vm, RsNote note, RsObject *object, guint64 number, gpointer data)
{
  RsSession *session = data;
  if (session->lives != NULL)
    rs_lives_writer_note (session->lives, vm, note, object, number, session->steps->len);
  else if (session->journal != NULL)
    rs_journal_note (session->journal, vm, note, object, number);
  else if (session->future != NULL)
    rs_future_note (session->future, vm, note, object);
}

static void
host_switched (RsVm *vm, guint64 thread, gpointer data)
{
  RsSession *session = data;
  RsSwitch at = { rs_vm_now (vm), thread };
  if (session->journal != NULL)
    rs_journal_switch (session->journal, vm, thread);
  if (!session->quiet)
    g_array_append_val (session->switches, at);
}

/* --- birth and death ------------------------------------------------------ */

/* What the compiler warned of before it failed, as rs_show_compile_warnings
 * tells it of a program that runs. */
static void
put_warnings (GString *text, RsSession *session, const char *filename)
{
  g_auto (GStrv) lines = NULL;
  for (guint i = 0; i < session->warnings->len; i++)
    {
      const RsCompileWarning *warning = session->warnings->pdata[i];
      if (strcmp (warning->category, "SyntaxWarning") != 0)
        continue;
      if (lines == NULL)
        lines = g_strsplit (session->source, "\n", -1);
      g_string_append_printf (text, "%s:%d: %s: %s\n", filename, warning->line, warning->category,
                              warning->message);
      if (warning->line > 0 && (guint) warning->line <= g_strv_length (lines)
          && *g_strstrip (lines[warning->line - 1]) != '\0')
        g_string_append_printf (text, "  %s\n", lines[warning->line - 1]);
    }
}

static void
set_syntax_error (RsSession *session, const RsSyntaxError *e, const char *filename, GError **error)
{
  GString *text = g_string_new (NULL);
  put_warnings (text, session, filename);
  if (e->line > 0)
    {
      g_string_append_printf (text, "  File \"%s\", line %d\n", filename, e->line);
      if (e->text != NULL)
        {
          gsize indent = strspn (e->text, " \t\f");
          g_autofree char *line = g_strchomp (g_strdup (e->text + indent));
          glong before = g_utf8_strlen (e->text, indent), start = e->col - 1 - before;
          glong end = e->end_line == e->line && e->end_col > e->col ? e->end_col - 1 - before
                      : e->end_line > e->line                       ? g_utf8_strlen (line, -1)
                                                                    : start + 1;
          g_string_append_printf (text, "    %s\n", line);
          if (e->col > 0 && start >= 0)
            {
              g_string_append_printf (text, "    %*s", (int) start, "");
              for (glong i = start; i < MAX (end, start + 1); i++)
                g_string_append_c (text, '^');
              g_string_append_c (text, '\n');
            }
        }
    }
  g_string_append_printf (text, "%s: %s", e->type, e->message);
  g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SYNTAX, text->str);
  g_string_free (text, TRUE);
}

static void
clear_typed (gpointer data)
{
  RsTyped *typed = data;
  g_clear_pointer (&typed->unit, rs_code_unit_free);
  g_clear_pointer (&typed->warnings, g_ptr_array_unref);
}

/* Each statement by itself; a __future__ import holds for those after it. */
static gboolean
compile_typed (RsSession *session, RsSyntaxError *e)
{
  g_autoptr (GPtrArray) statements =
      rs_split_statements (session->source, session->length, PROMPT_FILE, e);
  guint flags = 0;
  session->typed = g_array_new (FALSE, TRUE, sizeof (RsTyped));
  g_array_set_clear_func (session->typed, clear_typed);
  for (guint i = 0; statements != NULL && i < statements->len; i++)
    {
      const RsStatement *statement = statements->pdata[i];
      RsTyped typed = { .warnings = g_ptr_array_new_with_free_func (rs_compile_warning_free) };
      typed.unit = rs_compile (statement->text, statement->length, PROMPT_FILE, RS_COMPILE_SINGLE,
                               flags, typed.warnings, e);
      g_array_append_val (session->typed, typed);
      if (typed.unit == NULL)
        {
          e->line += e->line > 0 ? statement->first_line - 1 : 0;
          e->end_line += e->end_line > 0 ? statement->first_line - 1 : 0;
          return FALSE;
        }
      typed.unit->line_offset = statement->first_line - 1;
      flags |= typed.unit->flags & RS_CO_FUTURE_ANNOTATIONS;
    }
  return statements != NULL;
}

static gboolean
compile (RsSession *session, GError **error)
{
  RsSyntaxError e = { NULL };
  session->warnings = g_ptr_array_new_with_free_func (rs_compile_warning_free);
  gboolean ok = !session->options.prompt || compile_typed (session, &e);
  if (ok && (session->typed == NULL || session->typed->len == 0))
    {
      session->unit = rs_compile (session->source, session->length,
                                  session->typed ? PROMPT_FILE : session->filename, RS_COMPILE_EXEC,
                                  0, session->warnings, &e);
      ok = session->unit != NULL;
    }
  if (ok)
    return TRUE;
  set_syntax_error (session, &e, session->typed ? PROMPT_FILE : session->filename, error);
  rs_syntax_error_clear (&e);
  return FALSE;
}

static gboolean
read_schedule (RsSession *session, GError **error)
{
  g_autofree char *message = NULL;
  if (session->options.schedule == NULL)
    return TRUE;
  session->schedule = rs_schedule_parse (session->options.schedule, &message);
  session->host.schedule = session->schedule;
  if (session->schedule == NULL)
    g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_SCHEDULE, message);
  return session->schedule != NULL;
}

RsSession *
rs_session_new (const char *source, gsize length, const char *filename,
                const RsSessionOptions *options, GError **error)
{
  RsSession *session = g_new0 (RsSession, 1);
  session->source = g_malloc (length + 1);
  memcpy (session->source, source, length);
  session->source[length] = '\0';
  session->length = length;
  session->filename = g_strdup (filename);
  if (options != NULL)
    session->options = *options;
  session->argv = options && options->argv ? g_strdupv (options->argv) : NULL;
  session->written = g_string_new (NULL);
  session->writes = g_array_new (FALSE, FALSE, sizeof (RsWritten));
  session->program_end = G_MAXSIZE;
  session->steps = g_array_new (FALSE, FALSE, sizeof (RsStep));
  session->functions = g_ptr_array_new ();
  session->switches = g_array_new (FALSE, FALSE, sizeof (RsSwitch));
  session->pool = g_string_chunk_new (1024);
  session->saved = g_array_new (FALSE, FALSE, sizeof (RsSaved));
  session->recording = rs_recording_new (session, 0, RS_STOP_NONE, NULL);
  session->host = (RsHost){ .data = session,
                            .write = host_write,
                            .read_line = host_read_line,
                            .source = host_source,
                            .moment = host_moment,
                            .reached = host_reached,
                            .note = host_note,
                            .switched = host_switched };
  rs_session_set_input (session, options != NULL ? options->input : NULL);
  session->host.library_units =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) rs_code_unit_free);
  if (session->options.profile != NULL && rs_profile_find (session->options.profile) == NULL)
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_PROFILE,
                 "there is no profile \"%s\"; this version has 3.11", session->options.profile);
  else if (read_schedule (session, error) && compile (session, error))
    {
      session->host.statement = session->typed ? host_statement : NULL;
      return session;
    }
  rs_session_free (session);
  return NULL;
}

RsSession *
rs_session_new_from_file (const char *path, const RsSessionOptions *options, GError **error)
{
  gsize length;
  g_autofree char *text = rs_session_read_source (path, &length, error);
  if (text == NULL)
    return NULL;
  /* CPython joins the folder and the name, and leaves what is between them. */
  g_autofree char *folder = g_path_is_absolute (path) ? g_strdup ("") : g_get_current_dir ();
  g_autofree char *full = g_strconcat (folder, *folder ? "/" : "", path, NULL);
  return rs_session_new (text, length, strcmp (path, "-") == 0 ? "<stdin>" : full, options, error);
}

void
rs_session_end_engine (RsSession *session)
{
  g_clear_pointer (&session->vm, rs_vm_free);
}

void
rs_session_free (RsSession *session)
{
  if (session == NULL)
    return;
  for (guint i = 0; i < session->saved->len; i++)
    rs_arena_image_free (g_array_index (session->saved, RsSaved, i).image);
  rs_session_end_engine (session);
  rs_lives_writer_free (session->lives);
  if (session->unit != NULL)
    rs_code_unit_free (session->unit);
  g_clear_pointer (&session->warnings, g_ptr_array_unref);
  g_clear_pointer (&session->typed, g_array_unref);
  g_hash_table_unref (session->host.library_units);
  rs_schedule_free (session->schedule);
  g_array_unref (session->switches);
  g_array_unref (session->saved);
  g_array_unref (session->steps);
  g_ptr_array_unref (session->functions);
  g_string_chunk_free (session->pool);
  g_string_free (session->written, TRUE);
  g_array_unref (session->writes);
  g_strfreev (session->argv);
  g_free (session->input);
  g_free (session->failure);
  rs_recording_unref (session->recording);
  g_free (session->source);
  g_free (session->filename);
  g_free (session);
}

void
rs_session_set_output (RsSession *session, RsSessionOutput output, gpointer data)
{
  session->output = output;
  session->output_data = data;
}

void
rs_session_set_input (RsSession *session, const char *text)
{
  g_free (session->input);
  session->input = g_strdup (text);
}

void
rs_session_use_standard_input (RsSession *session)
{
  session->standard_input = TRUE;
}

void
rs_session_cancel (RsSession *session)
{
  g_atomic_int_set (&session->host.cancel, 1);
}

void
rs_session_set_progress (RsSession *session, void (*progress) (guint64 steps, gpointer data),
                         gpointer data)
{
  session->progress = progress;
  session->progress_data = data;
}

/* --- runs ----------------------------------------------------------------- */

gboolean
rs_session_start_engine (RsSession *session, GError **error)
{
  char *only[] = { session->typed ? (char *) "" : session->filename, NULL };
  const RsCodeUnit *unit = session->typed && session->typed->len
                               ? g_array_index (session->typed, RsTyped, 0).unit
                               : session->unit;
  rs_session_end_engine (session);
  g_atomic_int_set (&session->host.cancel, 0);
  session->vm =
      rs_vm_new (rs_profile_find (session->options.profile ? session->options.profile : "3.11"),
                 &rs_library, &session->host,
                 session->options.memory_limit ? session->options.memory_limit : DEFAULT_MEMORY);
  if (session->vm == NULL)
    {
      g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MEMORY,
                           "there is not enough memory or address space for an engine");
      return FALSE;
    }
  session->vm->instruction_limit =
      session->options.instruction_limit ? session->options.instruction_limit : G_MAXUINT64;
  session->vm->traced = session->options.traced;
  session->first_serial = session->vm->next_serial;
  if (session->wants_lives)
    {
      rs_lives_writer_free (session->lives);
      session->lives = rs_lives_writer_new (session->vm);
      session->vm->noting = RS_NOTING_LIVES;
    }
  gboolean ok =
      rs_vm_start (session->vm, unit, session->argv && !session->typed ? session->argv : only);
  if (ok && session->typed != NULL)
    host_statement (session->vm, 0, session);
  else if (ok)
    rs_show_compile_warnings (session->vm, session->warnings, session->filename);
  if (!ok)
    g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MEMORY,
                         rs_stop_text (RS_STOP_NOT_STARTED));
  return ok;
}

/* A run has ended. What was recorded stays: its moments are visited. */
static void
set_result (RsSession *session, int exit_status, RsStop stop, const char *detail)
{
  if (session->recorded)
    return;
  rs_recording_unref (session->recording);
  session->recording = rs_recording_new (session, exit_status, stop, detail);
}

void
rs_session_run_to_end (RsSession *session, void (*pause) (RsSession *session))
{
  RsVm *vm = session->vm;
  session->enough = FALSE;
  while (!session->enough && rs_vm_run (vm))
    if (pause != NULL)
      pause (session);
  session->n_instructions = rs_vm_now (vm);
  set_result (session, vm->exit_status, vm->stop, vm->stop_detail);
}

int
rs_session_run (RsSession *session)
{
  g_autoptr (GError) error = NULL;
  session->on_moment = NULL;
  if (!rs_session_start_engine (session, &error))
    {
      set_result (session, 1, RS_STOP_NOT_STARTED, error->message);
      return 1;
    }
  rs_session_run_to_end (session, NULL);
  rs_session_end_engine (session);
  return session->recording->exit_status;
}

/* --- recording ------------------------------------------------------------ */

#define FIRST_INTERVAL 20000

RsFrame *
rs_session_program_frame (RsVm *vm)
{
  RsFrame *frame = vm->frame;
  while (frame != NULL && !frame->code->of_program)
    frame = frame->previous;
  return frame;
}

gint
rs_session_depth (RsVm *vm)
{
  gint depth = 0;
  for (RsFrame *frame = vm->frame; frame != NULL; frame = frame->previous)
    depth += frame->code->of_program;
  return depth;
}

/* The code's qualified name, in the pool. */
static const char *
function_name (RsSession *session, RsCode *code)
{
  RsCodeName *at =
      &session->code_names[RS_OBJECT (code)->serial % G_N_ELEMENTS (session->code_names)];
  if (RS_OBJECT (code)->serial != at->serial)
    {
      g_autofree char *name = rs_str_utf8 (code->qualname, NULL);
      at->serial = RS_OBJECT (code)->serial;
      at->name = g_string_chunk_insert_const (session->pool, name);
    }
  return at->name;
}

static void
note_step (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  RsStep step = { .instruction = rs_vm_now (vm),
                  .written = vm->written_chars,
                  .own_bytes = rs_own_bytes (vm),
                  .event = moment,
                  .line = rs_frame_text_line (vm->frame) };
  /* Each call of the program has one call event and one return event, resumed
   * generators included. */
  session->depth += moment == RS_MOMENT_CALL;
  step.depth = session->depth;
  session->depth -= moment == RS_MOMENT_RETURN;
  if (session->steps->len > 0)
    {
      RsStep *last = &g_array_index (session->steps, RsStep, session->steps->len - 1);
      if (last->instruction == step.instruction)
        step.ordinal = last->ordinal + 1;
    }
  g_array_append_val (session->steps, step);
  g_ptr_array_add (session->functions, (gpointer) function_name (session, vm->frame->code));
  if (session->progress != NULL && session->steps->len % 4096 == 0)
    session->progress (session->steps->len, session->progress_data);
  if (session->options.step_limit != 0 && session->steps->len >= session->options.step_limit)
    vm->stop = RS_STOP_STEPS;
  else if (session->options.line_limit != 0 && moment == RS_MOMENT_LINE
           && step.line == session->options.line_limit)
    vm->stop = RS_STOP_LINE;
}

static void
save (RsSession *session, RsVm *vm)
{
  RsSaved saved = { rs_vm_now (vm), vm->steps, NULL };
  gsize copied;
  RsArenaImage *before =
      session->saved->len ? g_array_index (session->saved, RsSaved, session->saved->len - 1).image
                          : NULL;
  vm->seek = saved.instruction + session->interval;
  saved.image = rs_arena_save (rs_vm_arena (vm), before, &copied);
  g_array_append_val (session->saved, saved);
  /* Comparing costs with the size of the arena, running with the instructions:
   * keep the first a tenth of the second, at about 10 bytes compared in the
   * time of an instruction's tenth. */
  gsize arena = ((RsArenaHead *) rs_vm_arena (vm))->top;
  if (session->options.state_interval == 0)
    session->interval = MAX (session->interval, arena / 16);
  /* Ever fewer states for ever longer runs. */
  if (session->saved->len > 400)
    {
      for (guint i = 1, to = 1; i < session->saved->len; i++)
        {
          RsSaved *at = &g_array_index (session->saved, RsSaved, i);
          if (i % 2 == 0 || i + 1 == session->saved->len)
            g_array_index (session->saved, RsSaved, to++) = *at;
          else
            rs_arena_image_free (at->image);
          if (i + 1 == session->saved->len)
            {
              g_array_set_size (session->saved, to);
              break;
            }
        }
      session->interval *= 2;
    }
}

/* The run stands still because a state is due. */
static void
save_if_possible (RsSession *session)
{
  RsVm *vm = session->vm;
  if (rs_vm_can_save (vm))
    save (session, vm);
  else
    vm->seek = rs_vm_now (vm) + 500; /* a little later */
}

static void
finish_lives (RsSession *session)
{
  if (session->lives != NULL)
    session->recording->lives =
        rs_lives_writer_finish (g_steal_pointer (&session->lives), session->vm);
  session->vm->noting = 0;
}

static gboolean
record (RsSession *session, guint watch, GError **error)
{
  if (session->recorded)
    return TRUE;
  session->wants_lives = session->options.lives;
  gboolean started = rs_session_start_engine (session, error);
  session->wants_lives = FALSE;
  if (!started)
    return FALSE;
  session->interval =
      session->options.state_interval ? session->options.state_interval : FIRST_INTERVAL;
  session->depth = 0;
  session->on_moment = note_step;
  session->vm->stepped = watch == RS_WATCH_STEPS;
  rs_vm_set_watch (session->vm, watch, 0);
  rs_session_run_to_end (session, save_if_possible);
  finish_lives (session);
  session->recorded = TRUE;
  session->on_moment = NULL;
  if (session->vm->stop == RS_STOP_CANCEL && watch == RS_WATCH_STEPS && session->steps->len == 0)
    {
      g_set_error_literal (error, RS_SESSION_ERROR, RS_SESSION_ERROR_CANCELLED,
                           rs_stop_text (RS_STOP_CANCEL));
      return FALSE;
    }
  return TRUE;
}

gboolean
rs_session_record (RsSession *session, GError **error)
{
  return record (session, RS_WATCH_STEPS, error);
}

gboolean
rs_session_record_states (RsSession *session, GError **error)
{
  return record (session, 0, error);
}

RsRecording *
rs_session_recording (RsSession *session)
{
  return session->recording;
}

const RsStep *
rs_session_step (RsSession *session, gsize index)
{
  return index < session->steps->len ? &g_array_index (session->steps, RsStep, index) : NULL;
}

const char *
rs_session_source (RsSession *session)
{
  return session->source;
}
const char *
rs_session_filename (RsSession *session)
{
  return session->filename;
}
