/* SPDX-License-Identifier: MIT
 *
 * What if. The place is taken apart into an owner and what it is called there,
 * which gives the statement; the run goes on from the moment twice, as it did
 * and after the statement (session/future.h); then the two lists of marks are
 * held against each other:
 *
 *     original:  step 31 line 22 · freed #12 · output "x" · step 32 ...
 *     changed:   freed #12 · step 31 line 22 · output "y" ...
 *                ^ the first difference
 *
 * Steps are numbered on from the moment in both.
 */
#include "whatif.h"

#include "text/escape.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
rs_whatif_name (RsWhatIfKind kind)
{
  static const char *const names[] = { "cut", "weaken", "pin" };
  return names[kind];
}

/* --- the place ------------------------------------------------------------ */

/* "shelf[0].x": what owns it ("shelf[0]"; NULL: a name's frame), and what it is
 * called there (".x"). */
typedef struct {
  char *owner, *last;
} Place;

static void
place_clear (Place *place)
{
  g_free (place->owner);
  g_free (place->last);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Place, place_clear)

static gboolean
is_identifier (const char *text)
{
  if (*text == '\0' || g_ascii_isdigit (*text))
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && *text != '_' && (guchar) *text < 128)
      return FALSE;
  return TRUE;
}

/* Where the last dot or bracket that is in no bracket and no string begins;
 * NULL: there is none. */
static const char *
last_part (const char *text)
{
  const char *last = NULL;
  gint depth = 0;
  char quote = '\0';
  for (const char *at = text; *at != '\0'; at++)
    {
      if (quote != '\0')
        {
          if (*at == '\\' && at[1] != '\0')
            at++;
          else if (*at == quote)
            quote = '\0';
          continue;
        }
      if (*at == '\'' || *at == '"')
        quote = *at;
      if (depth == 0 && at > text && (*at == '.' || *at == '['))
        last = at;
      depth += strchr ("([{", *at) != NULL ? 1 : strchr (")]}", *at) != NULL ? -1 : 0;
    }
  return last;
}

static gboolean
read_place (const char *text, Place *place, GError **error)
{
  const char *last = last_part (text);
  if (last == NULL && is_identifier (text))
    {
      place->last = g_strdup (text);
      return TRUE;
    }
  gboolean attribute = last != NULL && *last == '.' && is_identifier (last + 1);
  gboolean item = last != NULL && *last == '[' && g_str_has_suffix (last, "]");
  if (attribute || item)
    {
      place->owner = g_strndup (text, last - text);
      place->last = g_strdup (last);
      return TRUE;
    }
  g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
               "\"%s\" is no place: a name, an attribute (a.b) or an item (a[0], a['k']) is", text);
  return FALSE;
}

/* Whether EXPRESSION is true there; one that fails is not. */
static gboolean
is_true (RsSession *session, const RsInstant *instant, const char *expression)
{
  g_autofree char *value = rs_session_evaluate (session, instant, expression, NULL);
  return g_strcmp0 (value, "True") == 0;
}

/* How PLACE is written so that it can be assigned to and deleted: a name that
 * is not the frame's is the module's. */
static char *
target_of (RsSession *session, const RsInstant *instant, const Place *place)
{
  if (place->owner != NULL)
    return g_strconcat (place->owner, place->last, NULL);
  g_autofree char *is_local = g_strdup_printf ("'%s' in locals()", place->last);
  return is_true (session, instant, is_local) ? g_strdup (place->last)
                                              : g_strdup_printf ("globals()['%s']", place->last);
}

static char *
statement_of (RsSession *session, const RsInstant *instant, RsWhatIfKind kind, const Place *place)
{
  g_autofree char *target = target_of (session, instant, place), *is_list = NULL;
  if (kind == RS_WHATIF_PIN)
    return NULL;
  if (kind == RS_WHATIF_WEAKEN)
    return g_strdup_printf ("%s = __import__('weakref').proxy(%s)", target, target);
  if (place->owner != NULL && *place->last == '[')
    is_list = g_strdup_printf ("isinstance(%s, list)", place->owner);
  /* The others would move up. */
  if (is_list != NULL && is_true (session, instant, is_list))
    return g_strdup_printf ("%s = None", target);
  return g_strdup_printf ("del %s", target);
}

/* --- fates ---------------------------------------------------------------- */

static const RsMark *
mark_at (const RsFuture *future, guint i)
{
  return &g_array_index (future->marks, RsMark, i);
}

/* serial → index of its death + 1 */
static GHashTable *
deaths_of (const RsFuture *future)
{
  GHashTable *deaths = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < future->marks->len; i++)
    if (mark_at (future, i)->kind == RS_MARK_FREED)
      g_hash_table_insert (deaths, GSIZE_TO_POINTER ((gsize) mark_at (future, i)->serial),
                           GUINT_TO_POINTER (i + 1));
  return deaths;
}

static RsFate
fate_of (const RsFuture *future, GHashTable *deaths, guint64 serial)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (deaths, GSIZE_TO_POINTER ((gsize) serial)));
  if (at == 0)
    return (RsFate){ FALSE };
  const RsMark *mark = mark_at (future, at - 1);
  return (RsFate){ TRUE, mark->step, mark->death == RS_DEATH_EXIT ? 0 : mark->line, mark->death };
}

static gboolean
same_fate (const RsFate *a, const RsFate *b)
{
  if (a->dies != b->dies || a->cause != b->cause)
    return FALSE;
  return !a->dies || a->cause == RS_DEATH_EXIT || (a->step == b->step && a->line == b->line);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const RsFateRow *x = a, *y = b;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

/* The rows of what dies in DEATHS and was not taken yet, where the fates
 * differ. */
static void
add_rows (RsWhatIf *whatif, const RsLives *lives, GHashTable *deaths, GHashTable *both[2],
          GHashTable *taken)
{
  GHashTableIter iter;
  gpointer key;
  g_hash_table_iter_init (&iter, deaths);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint64 serial = GPOINTER_TO_SIZE (key);
      const RsLife *life = rs_lives_get (lives, serial);
      RsFateRow row = { serial, life ? lives->types[life->type].name : "?",
                        life != NULL && rs_life_is_own (life),
                        fate_of (whatif->futures[0], both[0], serial),
                        fate_of (whatif->futures[1], both[1], serial) };
      if (g_hash_table_add (taken, key) && !same_fate (&row.original, &row.changed))
        g_array_append_val (whatif->rows, row);
    }
}

static void
compare_fates (RsWhatIf *whatif, const RsLives *lives)
{
  GHashTable *both[2] = { deaths_of (whatif->futures[0]), deaths_of (whatif->futures[1]) };
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < 2; i++)
    add_rows (whatif, lives, both[i], both, taken);
  g_array_sort (whatif->rows, compare_rows);
  whatif->original = fate_of (whatif->futures[0], both[0], whatif->serial);
  whatif->changed = fate_of (whatif->futures[1], both[1], whatif->serial);
  g_hash_table_unref (both[0]);
  g_hash_table_unref (both[1]);
}

/* --- the first difference ------------------------------------------------- */

/* Marks that are compared: of deaths only those of the program's objects. */
static const RsMark *
next_mark (const RsFuture *future, const RsLives *lives, guint *at)
{
  for (; *at < future->marks->len; (*at)++)
    {
      const RsMark *mark = mark_at (future, *at);
      const RsLife *life = mark->kind == RS_MARK_FREED ? rs_lives_get (lives, mark->serial) : NULL;
      if (mark->kind != RS_MARK_FREED || (life != NULL && rs_life_is_own (life)))
        return mark;
    }
  return NULL;
}

static gboolean
same_mark (const RsFuture *const futures[2], const RsMark *a, const RsMark *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  if (a->kind != b->kind || a->step != b->step || a->line != b->line || a->event != b->event)
    return FALSE;
  switch ((RsMarkKind) a->kind)
    {
    case RS_MARK_FREED:
      return a->serial == b->serial && a->death == b->death;
    case RS_MARK_OUTPUT:
      return a->stream == b->stream && a->length == b->length
             && memcmp (futures[0]->written->str + a->offset, futures[1]->written->str + b->offset,
                        a->length)
                    == 0;
    case RS_MARK_END:
      return g_strcmp0 (futures[0]->failure, futures[1]->failure) == 0;
    default:
      return TRUE;
    }
}

/* What MARK (NULL: nothing any more) says, in words. */
static char *
mark_words (const RsFuture *future, const RsLives *lives, const RsMark *mark)
{
  if (mark == NULL)
    return g_strdup (future->cut ? _ ("it was not followed further") : _ ("nothing more happens"));
  switch ((RsMarkKind) mark->kind)
    {
    case RS_MARK_FREED:
      {
        const RsLife *life = rs_lives_get (lives, mark->serial);
        return g_strdup_printf (_ ("%s #%d is freed"), life ? lives->types[life->type].name : "?",
                                (int) mark->serial);
      }
    case RS_MARK_OUTPUT:
      {
        g_autofree char *text =
            g_strndup (future->written->str + mark->offset, MIN (mark->length, 200));
        g_autofree char *valid = g_utf8_make_valid (g_strchomp (text), -1);
        return g_strdup_printf (_ ("“%s” is written"), valid);
      }
    case RS_MARK_END:
      return future->failure ? g_strdup_printf (_ ("it ends with %s"), future->failure)
                             : g_strdup (_ ("the program ends"));
    case RS_MARK_STEP:
      break;
    }
  if (mark->event == RS_MOMENT_EXCEPTION)
    return g_strdup_printf (_ ("an exception leaves line %d"), mark->line);
  return g_strdup_printf (_ ("line %d is reached (step %u)"), mark->line, mark->step);
}

static const char *
kind_of (const RsMark *a, const RsMark *b, const RsWhatIf *whatif)
{
  const RsMark *marks[] = { a, b };
  for (guint i = 0; i < 2; i++)
    if (marks[i] != NULL && marks[i]->kind == RS_MARK_END && whatif->futures[i]->failure != NULL)
      return "exception";
  for (guint i = 0; i < 2; i++)
    if (marks[i] != NULL && marks[i]->kind == RS_MARK_STEP
        && marks[i]->event == RS_MOMENT_EXCEPTION)
      return "exception";
  for (guint i = 0; i < 2; i++)
    if (marks[i] != NULL && marks[i]->kind == RS_MARK_FREED)
      return "freed";
  for (guint i = 0; i < 2; i++)
    if (marks[i] != NULL && marks[i]->kind == RS_MARK_OUTPUT)
      return "output";
  return a != NULL && b != NULL && a->kind == RS_MARK_STEP && b->kind == RS_MARK_STEP ? "path"
                                                                                      : "end";
}

static void
find_difference (RsWhatIf *whatif, const RsLives *lives)
{
  const RsFuture *const futures[2] = { whatif->futures[0], whatif->futures[1] };
  guint i = 0, j = 0;
  for (;; i++, j++)
    {
      const RsMark *a = next_mark (futures[0], lives, &i), *b = next_mark (futures[1], lives, &j);
      if (a == NULL && b == NULL)
        return;
      if (same_mark (futures, a, b))
        continue;
      const RsMark *first = b == NULL || (a != NULL && a->step < b->step) ? a : b;
      whatif->first = (RsFirstDifference){ .differs = TRUE,
                                           .step = first->step,
                                           .line = first->line,
                                           .original = mark_words (futures[0], lives, a),
                                           .changed = mark_words (futures[1], lives, b),
                                           .kind = kind_of (a, b, whatif) };
      return;
    }
}

/* --- the whole ------------------------------------------------------------ */

static gboolean
look_at_place (RsSession *session, const RsInstant *instant, RsWhatIf *whatif, GError **error)
{
  RsLook look;
  const char *const texts[] = { whatif->place };
  if (!rs_session_look (session, instant, texts, 1, &look, error))
    return FALSE;
  whatif->serial = look.serial;
  whatif->type_name = g_steal_pointer (&look.type_name);
  gboolean new = look.flags &RS_LOOK_NEW;
  rs_look_clear (&look);
  if (new)
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                 "\"%s\" is made only when it is asked for: no reference is there to change",
                 whatif->place);
  return !new;
}

static void
set_moment (RsSession *session, const RsInstant *instant, RsWhatIf *whatif)
{
  const RsRecording *recording = rs_session_recording (session);
  whatif->step = instant->is_step ? (guint32) instant->number
                                  : rs_recording_step_at (recording, instant->number);
  if (whatif->step < recording->n_steps)
    whatif->line = recording->steps[whatif->step].line;
}

static gboolean
run_futures (RsSession *session, const RsInstant *instant, RsWhatIf *whatif, GError **error)
{
  const char *const statements[] = { whatif->statement, NULL };
  const RsChange change = { whatif->statement ? statements : NULL,
                            whatif->kind == RS_WHATIF_PIN ? whatif->place : NULL };
  whatif->futures[1] = rs_session_future (session, instant, &change, error);
  if (whatif->futures[1] != NULL)
    whatif->futures[0] = rs_session_future (session, instant, NULL, error);
  return whatif->futures[0] != NULL;
}

RsWhatIf *
rs_whatif (RsSession *session, const RsInstant *instant, RsWhatIfKind kind, const char *place,
           GError **error)
{
  g_autoptr (RsWhatIf) whatif = g_new0 (RsWhatIf, 1);
  g_auto (Place) parts = { NULL };
  const RsLives *lives = rs_session_recording (session)->lives;
  whatif->kind = kind;
  whatif->place = g_strdup (place);
  whatif->rows = g_array_new (FALSE, FALSE, sizeof (RsFateRow));
  /* An object can be pinned wherever it comes from. */
  if ((kind != RS_WHATIF_PIN && !read_place (place, &parts, error))
      || !look_at_place (session, instant, whatif, error))
    return NULL;
  set_moment (session, instant, whatif);
  whatif->statement = kind == RS_WHATIF_PIN ? NULL : statement_of (session, instant, kind, &parts);
  if (!run_futures (session, instant, whatif, error))
    return NULL;
  compare_fates (whatif, lives);
  find_difference (whatif, lives);
  return g_steal_pointer (&whatif);
}

void
rs_whatif_free (RsWhatIf *whatif)
{
  if (whatif == NULL)
    return;
  g_free (whatif->place);
  g_free (whatif->statement);
  g_free (whatif->type_name);
  g_array_unref (whatif->rows);
  rs_future_free (whatif->futures[0]);
  rs_future_free (whatif->futures[1]);
  g_free (whatif->first.original);
  g_free (whatif->first.changed);
  g_free (whatif);
}
