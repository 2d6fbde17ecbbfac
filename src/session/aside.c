/* SPDX-License-Identifier: MIT
 *
 * Asides. The engine is taken to the moment, and there, on its own C stack and
 * as if the running instruction had called a C function, it does what is
 * asked; then it pauses and never goes on: the next visit puts a saved state
 * back. Steps are not watched meanwhile, output goes nowhere, and what never
 * ends is ended.
 */
#include "session-private.h"
#include "stepping.h"

#include "heap/gc.h"
#include "heap/run-limits.h"
#include "heap/weakref.h"
#include "modules/modules.h"
#include "objects/classes/obj-misc.h"

#include <stdlib.h>
#include <string.h>

#define MOST_INSTRUCTIONS 20000000 /* of an aside */
#define ASIDE_FILE "<question>"

/* --- moments -------------------------------------------------------------- */

/* Where a line is met that the steps do not tell: those of other threads. */
typedef struct {
  gint line;
  guint hit, n; /* wanted; met so far */
  gsize step;   /* of the main thread, the last that was met */
  RsInstant *instant;
} Hits;

static void
count_hit (RsSession *session, RsVm *vm, RsMomentKind moment)
{
  Hits *hits = session->picture_data;
  gboolean main_thread = vm->thread == vm->threads;
  hits->step += main_thread;
  if (moment != RS_MOMENT_LINE || rs_frame_text_line (vm->frame) != hits->line
      || ++hits->n < hits->hit)
    return;
  *hits->instant = (RsInstant){ main_thread, main_thread ? hits->step : rs_vm_now (vm) };
  rs_vm_pause (vm);
}

/* Runs the program again, with an eye on all threads. Returns how often LINE
 * was met, up to HIT. */
static guint
find_in_threads (RsSession *session, gint line, guint hit, RsInstant *instant)
{
  static const RsInstant start = { TRUE, 0 };
  Hits hits = { line, hit, 0, 0, instant };
  if (session->steps->len == 0 || !rs_session_go_to (session, &start, NULL))
    return 0;
  session->picture_data = &hits;
  rs_session_run_on (session, G_MAXUINT64, RS_WATCH_STEPS | RS_WATCH_THREADS, count_hit);
  return hits.n;
}

/* The same from the steps of the main thread. */
static guint
find_in_steps (RsSession *session, gint line, guint hit, RsInstant *instant)
{
  const RsRecording *recording = session->recording;
  guint n = rs_step_count_hits (recording, G_MAXUINT, line);
  if (n >= hit)
    *instant = (RsInstant){ TRUE, (guint64) rs_step_find_hit (recording, line, hit) };
  return MIN (n, hit);
}

gboolean
rs_session_find_hit (RsSession *session, gint line, guint hit, RsInstant *instant, GError **error)
{
  guint n = session->switches->len > 0 ? find_in_threads (session, line, hit, instant)
                                       : find_in_steps (session, line, hit, instant);
  if (n == hit)
    return TRUE;
  if (n == 0)
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT, "line %d never runs", line);
  else
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                 "line %d does not run %u times: %u is the most", line, hit, n);
  return FALSE;
}

const RsHeapGraph *
rs_session_whole_graph (RsSession *session, const RsInstant *instant, GError **error)
{
  if (!rs_session_go_to (session, instant, error))
    return NULL;
  return rs_session_build_whole (session->vm, session);
}

/* --- the frame's names ---------------------------------------------------- */

/* The frame whose names the reader sees; NULL: none runs. */
static RsFrame *
asked_frame (RsVm *vm)
{
  return vm->frame != NULL && vm->frame->code->of_program ? vm->frame
                                                          : rs_session_program_frame (vm);
}

/* Whether the frame's names are in fast locals, not in a mapping. */
static gboolean
has_fast_locals (const RsFrame *frame)
{
  return frame->code->flags & RS_CO_OPTIMIZED;
}

/* Where the value of FRAME's fast local I is; the cell's content, if it has
 * one. */
static RsObject **
fast_local (RsVm *vm, RsFrame *frame, guint i)
{
  RsObject **slot = &frame->slots[i];
  guint8 kind = frame->code->local_kinds[i];
  if ((kind & (RS_FAST_CELL | RS_FAST_FREE)) && *slot != NULL
      && (*slot)->type == RS_TYPE (vm, CELL))
    slot = &((RsCell *) *slot)->content;
  return slot;
}

/* A dict of FRAME's names, or the mapping that they are in. */
static RsObject *
names_of (RsVm *vm, RsFrame *frame)
{
  if (!has_fast_locals (frame))
    return rs_incref (frame->locals ? frame->locals : frame->globals);
  RS_SCOPE (vm);
  RS_LOCAL (names, rs_dict_new (vm));
  for (guint i = 0; names != NULL && i < frame->code->n_locals_plus; i++)
    {
      RsObject *value = *fast_local (vm, frame, i);
      if (value != NULL
          && rs_dict_set (vm, names, rs_tuple_items (frame->code->local_names)[i], value) < 0)
        return NULL;
    }
  return RS_GIVE (names);
}

/* What a statement has bound or unbound in NAMES becomes so in FRAME. */
static void
put_names (RsVm *vm, RsFrame *frame, RsObject *names)
{
  for (guint i = 0; has_fast_locals (frame) && i < frame->code->n_locals_plus; i++)
    {
      RsObject **slot = fast_local (vm, frame, i),
               *value = rs_dict_get (vm, names, rs_tuple_items (frame->code->local_names)[i]);
      if (value != *slot)
        rs_setref (vm, slot, rs_xincref (value));
    }
}

/* --- running Python ------------------------------------------------------- */

static RsObject *
run_text (RsVm *vm, RsFrame *frame, RsObject *names, const char *text, RsCompileMode mode)
{
  RS_SCOPE (vm);
  RS_LOCAL (code, rs_compile_source (vm, text, strlen (text), ASIDE_FILE, mode, 0, FALSE, NULL));
  if (code == NULL)
    return NULL;
  RS_LOCAL (result, rs_exec_code (vm, code, frame->globals, names, NULL));
  return RS_GIVE (result);
}

/* What went wrong with TEXT, as one sentence. */
static void
set_failure (RsVm *vm, const char *text, GError **error)
{
  if (vm->stop != RS_STOP_NONE || vm->pending == NULL)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "\"%s\" does not come to an end", text);
      return;
    }
  RS_SCOPE (vm);
  RS_LOCAL (pending, rs_pending_take (vm));
  RS_LOCAL (message, rs_str (vm, pending));
  RS_TEXT (vm, said, message ? rs_str_utf8 (message, NULL) : g_strdup (""));
  RS_TEXT (vm, type, rs_str_utf8 (pending->type->name, NULL));
  rs_pending_clear (vm);
  g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
               "\"%s\" cannot be asked about: %s: %s", text, type, said);
}

/* --- what an expression came to ------------------------------------------- */

void
rs_look_clear (RsLook *look)
{
  g_clear_pointer (&look->type_name, g_free);
}

static gboolean
is_singleton (RsVm *vm, RsObject *o)
{
  RsObject *known[] = { vm->none,     vm->true_,     vm->false_,      vm->not_implemented,
                        vm->ellipsis, vm->empty_str, vm->empty_bytes, vm->empty_tuple };
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (o == known[i])
      return TRUE;
  for (guint i = 0; i < 256; i++)
    if (o == vm->latin1[i] || o == vm->bytes1[i])
      return TRUE;
  return FALSE;
}

/* Whether O's own class names it in its namespace. */
static gboolean
is_member (RsVm *vm, RsObject *o)
{
  RsType *type = o->type;
  if (!(type->flags & RS_TF_HEAPTYPE) || type->dict == NULL)
    return FALSE;
  RS_SCOPE (vm);
  RS_LOCAL (map, rs_xincref (rs_dict_get_text (vm, type->dict, "_member_map_")));
  gsize at = 0;
  RsObject *key, *value, *maps[] = { type->dict, map };
  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    for (at = 0;
         maps[i] != NULL && rs_is_dict (maps[i]) && rs_dict_next (maps[i], &at, &key, &value);)
      if (value == o)
        return TRUE;
  return FALSE;
}

typedef struct {
  RsObject *wanted;
  gboolean found;
} Constant;

static gboolean
is_in_constants (RsVm *vm, RsObject *consts, RsObject *wanted)
{
  for (gsize i = 0; i < rs_tuple_size (consts); i++)
    {
      RsObject *constant = rs_tuple_items (consts)[i];
      if (constant == wanted
          || (constant->type == RS_TYPE (vm, TUPLE) && is_in_constants (vm, constant, wanted)))
        return TRUE;
    }
  return FALSE;
}

static void
search_code (RsVm *vm, RsObject *o, gpointer data)
{
  Constant *constant = data;
  if (o->type == RS_TYPE (vm, CODE) && ((RsCode *) o)->of_program && !constant->found)
    constant->found = is_in_constants (vm, ((RsCode *) o)->consts, constant->wanted);
}

static gboolean
is_constant (RsVm *vm, RsObject *o)
{
  Constant constant = { o, FALSE };
  rs_heap_foreach (vm, search_code, &constant);
  return constant.found;
}

static guint
flags_of (RsVm *vm, RsObject *o, guint64 first_new)
{
  gint64 small;
  guint flags = o->serial >= first_new ? RS_LOOK_NEW : 0;
  if (o->type == RS_TYPE (vm, INT) && rs_int_small (o, &small) && small >= -5 && small <= 256)
    flags |= RS_LOOK_SMALL_INT;
  if (is_singleton (vm, o))
    flags |= RS_LOOK_SINGLETON;
  if (is_member (vm, o))
    flags |= RS_LOOK_MEMBER;
  if (rs_is_str (o) && (o->extra & 1))
    flags |= RS_LOOK_INTERNED;
  if (is_constant (vm, o))
    flags |= RS_LOOK_CONSTANT;
  if (rs_is_a (o, RS_TYPE (vm, WEAKREF)) && ((RsWeakref *) o)->callback == NULL)
    flags |= RS_LOOK_WEAKREF;
  return flags;
}

static void
describe (RsVm *vm, RsObject *o, guint64 first_new, RsLook *look)
{
  char buffer[200];
  const char *name = rs_type_name (o->type, buffer, sizeof buffer), *dot = strrchr (name, '.');
  look->serial = o->serial;
  look->address = rs_address (o);
  look->flags = flags_of (vm, o, first_new);
  look->weakrefs = rs_weakref_list (o) != NULL ? rs_weakref_count (o) : 0;
  look->type_name = g_strdup (dot ? dot + 1 : name);
  gssize size = rs_sizeof (vm, o);
  look->size = MAX (size, 0);
  if (size < 0)
    rs_pending_clear (vm);
}

typedef struct {
  const char *const *texts;
  guint n;
  RsLook *looks;
  gboolean ok;
  GError **error;
} Asked;

static void
look_all (RsVm *vm, gpointer data)
{
  Asked *asked = data;
  RsFrame *frame = asked_frame (vm);
  guint64 first_new = vm->next_serial;
  if (frame == NULL)
    {
      g_set_error_literal (asked->error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                           "no frame of the program runs at that moment");
      return;
    }
  RS_SCOPE (vm);
  RS_LOCAL (names, names_of (vm, frame));
  /* All are held until the last one is known: else one could take another's
   * place. */
  RS_LOCAL (held, rs_list_new (vm, 0));
  asked->ok = names != NULL && held != NULL;
  for (guint i = 0; asked->ok && i < asked->n; i++)
    {
      RS_LOCAL (value, run_text (vm, frame, names, asked->texts[i], RS_COMPILE_EVAL));
      asked->ok = value != NULL;
      if (value == NULL)
        set_failure (vm, asked->texts[i], asked->error);
      else if (rs_list_append (vm, held, value) >= 0)
        {
          describe (vm, value, first_new, &asked->looks[i]);
          asked->looks[i].flags |= rs_binding_flags (vm, frame, asked->texts[i], value);
        }
    }
}

/* --- an aside ------------------------------------------------------------- */

/* Runs FUNC with what goes for all asides. */
static void
do_aside (RsVm *vm, void (*func) (RsVm *vm, gpointer data), gpointer data)
{
  vm->instruction_limit = rs_vm_now (vm) + MOST_INSTRUCTIONS;
  rs_vm_set_watch (vm, 0, G_MAXUINT64);
  func (vm, data);
}

static gboolean
aside (RsSession *session, const RsInstant *instant, void (*func) (RsVm *vm, gpointer data),
       gpointer data, GError **error)
{
  session->aside = do_aside;
  session->aside_func = func;
  session->aside_data = data;
  gboolean there = rs_session_go_to (session, instant, error);
  session->aside = NULL;
  return there;
}

gboolean
rs_session_look (RsSession *session, const RsInstant *instant, const char *const *expressions,
                 guint n, RsLook *looks, GError **error)
{
  Asked asked = { expressions, n, looks, FALSE, error };
  memset (looks, 0, n * sizeof *looks);
  return aside (session, instant, look_all, &asked, error) && asked.ok;
}

typedef struct {
  const char *text;
  char *repr;
  GError **error;
} Evaluated;

static void
evaluate (RsVm *vm, gpointer data)
{
  Evaluated *evaluated = data;
  RsFrame *frame = asked_frame (vm);
  if (frame == NULL)
    {
      g_set_error_literal (evaluated->error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                           "no frame of the program runs at that moment");
      return;
    }
  RS_SCOPE (vm);
  RS_LOCAL (names, names_of (vm, frame));
  RS_LOCAL (value, names ? run_text (vm, frame, names, evaluated->text, RS_COMPILE_EVAL) : NULL);
  RS_LOCAL (repr, value ? rs_repr (vm, value) : NULL);
  if (repr != NULL)
    evaluated->repr = rs_str_utf8 (repr, NULL);
  else
    set_failure (vm, evaluated->text, evaluated->error);
}

char *
rs_session_evaluate (RsSession *session, const RsInstant *instant, const char *expression,
                     GError **error)
{
  Evaluated evaluated = { expression, NULL, error };
  if (aside (session, instant, evaluate, &evaluated, error))
    return evaluated.repr;
  g_free (evaluated.repr);
  return NULL;
}

/* --- statements ----------------------------------------------------------- */

void
rs_trial_clear (RsTrial *trial)
{
  g_clear_pointer (&trial->died, g_array_unref);
}

typedef struct {
  const char *const *texts;
  gboolean collect, ok;
  guint64 serial;
  RsTrial *trial;
  GError **error;
} Tried;

static void
note_serial (RsVm *vm, RsObject *o, gpointer data)
{
  g_array_append_val ((GArray *) data, (guint64){ o->serial });
}

static int
compare_serials (const void *a, const void *b)
{
  guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;
  return x < y ? -1 : x > y;
}

/* The serials of all that lives, rising. */
static GArray *
living (RsVm *vm)
{
  GArray *serials = g_array_new (FALSE, FALSE, sizeof (guint64));
  rs_heap_foreach (vm, note_serial, serials);
  qsort (serials->data, serials->len, sizeof (guint64), compare_serials);
  return serials;
}

static gboolean
contains (const GArray *serials, guint64 serial)
{
  return bsearch (&serial, serials->data, serials->len, sizeof serial, compare_serials) != NULL;
}

/* Adds what is in BEFORE and not in AFTER. */
static void
add_dead (GArray *died, const GArray *before, const GArray *after)
{
  for (guint i = 0; i < before->len; i++)
    if (!contains (after, g_array_index (before, guint64, i)))
      g_array_append_val (died, g_array_index (before, guint64, i));
}

/* The frame that *TEXT says, which goes to the statement itself. NULL: there is
 * no such frame. */
static RsFrame *
frame_for (RsVm *vm, const char **text)
{
  const char *colon = strstr (*text, ": ");
  if (!g_str_has_prefix (*text, RS_IN_FRAME) || colon == NULL)
    return asked_frame (vm);
  g_autofree char *name =
      g_strndup (*text + strlen (RS_IN_FRAME), colon - *text - strlen (RS_IN_FRAME));
  *text = colon + 2;
  for (RsThread *thread = vm->threads; thread != NULL; thread = thread->next)
    for (RsFrame *frame = rs_thread_context (vm, thread)->frame; frame != NULL;
         frame = frame->previous)
      {
        g_autofree char *plain = rs_str_utf8 (frame->code->name, NULL);
        if (strcmp (plain, name) == 0)
          return frame;
      }
  return NULL;
}

static gboolean
execute (RsVm *vm, const char *text, GError **error)
{
  RsFrame *frame = frame_for (vm, &text);
  RS_SCOPE (vm);
  RS_LOCAL (names, frame ? names_of (vm, frame) : NULL);
  RS_LOCAL (result, names ? run_text (vm, frame, names, text, RS_COMPILE_EXEC) : NULL);
  if (result != NULL)
    put_names (vm, frame, names);
  else
    set_failure (vm, text, error);
  return result != NULL;
}

static gboolean
execute_all (RsVm *vm, Tried *tried)
{
  gboolean ok = TRUE;
  for (guint i = 0; ok && tried->texts != NULL && tried->texts[i] != NULL; i++)
    ok = execute (vm, tried->texts[i], tried->error);
  return ok;
}

static void
try_all (RsVm *vm, gpointer data)
{
  Tried *tried = data;
  RsTrial *trial = tried->trial;
  g_autoptr (GArray) before = living (vm);
  tried->ok = execute_all (vm, tried);
  g_autoptr (GArray) then = living (vm);
  trial->died = g_array_new (FALSE, FALSE, sizeof (guint64));
  add_dead (trial->died, before, then);
  trial->n_before = trial->died->len;
  gboolean dead = !contains (then, tried->serial);
  if (dead)
    trial->outcome = RS_OUTCOME_DEAD;
  if (!tried->ok || !tried->collect)
    return;
  rs_gc_collect (vm, 2);
  g_autoptr (GArray) after = living (vm);
  add_dead (trial->died, then, after);
  if (!dead && !contains (after, tried->serial))
    trial->outcome = RS_OUTCOME_COLLECTED;
}

gboolean
rs_session_try (RsSession *session, const RsInstant *instant, const char *const *statements,
                gboolean collect, guint64 serial, RsTrial *trial, GError **error)
{
  Tried tried = { statements, collect, FALSE, serial, trial, error };
  *trial = (RsTrial){ RS_OUTCOME_LIVES };
  return aside (session, instant, try_all, &tried, error) && tried.ok;
}

/* --- changes -------------------------------------------------------------- */

typedef struct {
  const RsChange *change;
  guint64 *first_new;
  gboolean ok;
  GError **error;
} Changing;

/* One reference more to what TEXT comes to, which nobody ever drops. */
static gboolean
pin (RsVm *vm, const char *text, GError **error)
{
  RsFrame *frame = asked_frame (vm);
  RS_SCOPE (vm);
  RS_LOCAL (names, frame ? names_of (vm, frame) : NULL);
  RS_LOCAL (value, names ? run_text (vm, frame, names, text, RS_COMPILE_EVAL) : NULL);
  if (value == NULL)
    set_failure (vm, text, error);
  else
    rs_incref (value);
  return value != NULL;
}

static void
change_there (RsVm *vm, gpointer data)
{
  Changing *changing = data;
  Tried tried = { .texts = changing->change->statements, .error = changing->error };
  gint32 count = vm->generations[0].count;
  *changing->first_new = vm->next_serial;
  vm->noting = RS_NOTING_LIVES;
  changing->ok =
      execute_all (vm, &tried)
      && (changing->change->pinned == NULL || pin (vm, changing->change->pinned, changing->error));
  /* What the change itself makes does not bring the next collection nearer. */
  vm->generations[0].count = count;
}

gboolean
rs_session_change (RsSession *session, const RsInstant *instant, const RsChange *change,
                   guint64 *first_new, GError **error)
{
  Changing changing = { change, first_new, FALSE, error };
  return aside (session, instant, change_there, &changing, error) && changing.ok;
}
