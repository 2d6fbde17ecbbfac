/* SPDX-License-Identifier: MIT
 *
 * Names and references in sentences, from the difference of the two graphs. A
 * place is an owner and what it is called there ("global c", "item 2"); what a
 * place led to before and leads to now is one change:
 *
 *     the name went, or leads elsewhere     "`c` no longer names the Child: ..."
 *     it is new, or leads here now          "`d` names the Child `c` now: ..."
 *     mere values                           "`x` names the int 6 now, before the int 5."
 *
 * What a list's items do by moving up is no change of its own; many changes of
 * one container are one sentence. What has just been born holds what it holds
 * without a word, and what dies lets go of it (narrate-deaths.c).
 */
#include "narrate-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MANY 4  /* changes of one container: one sentence */
#define NAMES 3 /* of a call that are told */

/* A place's change. */
typedef struct {
  guint32 removed, added; /* edges of BEFORE and AFTER; RS_NONE */
  guint64 owner;          /* serial */
} Change;

static gpointer
key_of (guint64 serial)
{
  return GSIZE_TO_POINTER ((gsize) serial);
}

/* --- changes -------------------------------------------------------------- */

static gboolean
is_born (const RsTeller *teller, guint64 serial)
{
  return rs_heap_graph_find (teller->before, serial) == RS_NONE
         && rs_heap_graph_is_born_since (teller->before, serial);
}

/* Whether the frame, or what else OWNER is, ends or begins in between: its
 * places are told with it. */
static gboolean
is_passing_owner (const RsTeller *teller, const RsHeapGraph *graph, guint32 owner)
{
  const RsGraphNode *node = &graph->nodes[owner];
  if (node->kind == RS_GNODE_FRAME)
    return graph == teller->before
               ? owner == teller->gone_frame
                     || rs_heap_graph_find (teller->after, node->serial) == RS_NONE
               : owner == teller->new_frame
                     || rs_heap_graph_find (teller->before, node->serial) == RS_NONE;
  if (node->kind == RS_GNODE_NAMESPACE)
    return FALSE;
  return graph == teller->before
             ? g_hash_table_contains (teller->dead, key_of (node->serial))
                   || rs_heap_graph_find (teller->after, node->serial) == RS_NONE
             : rs_heap_graph_find (teller->before, node->serial) == RS_NONE;
}

static gboolean
is_change (const RsTeller *teller, const RsHeapGraph *graph, guint32 e)
{
  if (!rs_is_told_place (graph, e))
    return FALSE;
  guint32 owner = rs_owner_of (graph, e), source = graph->edges[e].source;
  const char *label = rs_heap_graph_text (graph, graph->edges[e].label);
  if (is_passing_owner (teller, graph, owner) || strcmp (label, "__module__") == 0
      || strcmp (label, "__qualname__") == 0)
    return FALSE;
  /* A dict that is a namespace, a cell: made and gone with the owner or later,
   * which is no change of what it holds. */
  const RsGraphNode *node = &graph->nodes[owner];
  return node->kind != RS_GNODE_OBJECT || rs_worth_of (graph, owner) == RS_WORTH_THING
         || (source == owner && rs_worth_of (graph, source) == RS_WORTH_THING);
}

/* What a place is called, for one owner. */
static char *
place_key (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  const RsGraphNode *owner = &graph->nodes[rs_owner_of (graph, e)];
  g_autofree char *words = rs_is_name (graph, e) ? rs_place_words (graph, e) : NULL;
  if (edge->kind == RS_REF_KEY)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " key %" G_GUINT64_FORMAT, owner->serial,
                            graph->nodes[edge->target].serial);
  if (words != NULL)
    return g_strdup_printf ("%" G_GUINT64_FORMAT " name %s", owner->serial, words);
  return g_strdup_printf ("%" G_GUINT64_FORMAT " %s %d", owner->serial,
                          rs_heap_graph_text (graph, edge->label),
                          edge->kind == RS_REF_ITEM ? edge->index : -1);
}

/* Of the removed and added items of one list, those to the same object are a
 * move. Sets of edges that are none. */
static void
drop_moves (const RsTeller *teller, GHashTable *moved_before, GHashTable *moved_after)
{
  const RsGraphDiff *diff = teller->diff;
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < diff->removed->len; i++)
    {
      guint32 e = g_array_index (diff->removed, guint32, i);
      const RsGraphEdge *edge = &teller->before->edges[e];
      if (edge->kind == RS_REF_ITEM && edge->target != RS_NONE)
        g_hash_table_insert (waiting,
                             g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                              teller->before->nodes[edge->source].serial,
                                              teller->before->nodes[edge->target].serial),
                             GUINT_TO_POINTER (e + 1));
    }
  for (guint i = 0; i < diff->added->len && g_hash_table_size (waiting) > 0; i++)
    {
      guint32 e = g_array_index (diff->added, guint32, i);
      const RsGraphEdge *edge = &teller->after->edges[e];
      if (edge->kind != RS_REF_ITEM || edge->target == RS_NONE)
        continue;
      g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                              teller->after->nodes[edge->source].serial,
                                              teller->after->nodes[edge->target].serial);
      guint32 from = GPOINTER_TO_UINT (g_hash_table_lookup (waiting, key));
      if (from == 0)
        continue;
      g_hash_table_add (moved_before, GUINT_TO_POINTER (from - 1));
      g_hash_table_add (moved_after, GUINT_TO_POINTER (e));
      g_hash_table_remove (waiting, key);
    }
}

/* All changes, in the order of the graph after, then of the one before. */
static GArray *
find_changes (const RsTeller *teller)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));
  g_autoptr (GHashTable) by_place = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) moved_before = g_hash_table_new (NULL, NULL),
                         moved_after = g_hash_table_new (NULL, NULL);
  drop_moves (teller, moved_before, moved_after);
  for (guint i = 0; i < teller->diff->added->len; i++)
    {
      guint32 e = g_array_index (teller->diff->added, guint32, i);
      if (g_hash_table_contains (moved_after, GUINT_TO_POINTER (e))
          || !is_change (teller, teller->after, e))
        continue;
      Change change = { RS_NONE, e, teller->after->nodes[rs_owner_of (teller->after, e)].serial };
      g_array_append_val (changes, change);
      g_hash_table_insert (by_place, place_key (teller->after, e), GUINT_TO_POINTER (changes->len));
    }
  for (guint i = 0; i < teller->diff->removed->len; i++)
    {
      guint32 e = g_array_index (teller->diff->removed, guint32, i);
      if (g_hash_table_contains (moved_before, GUINT_TO_POINTER (e))
          || !is_change (teller, teller->before, e))
        continue;
      g_autofree char *key = place_key (teller->before, e);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (by_place, key));
      Change change = { e, RS_NONE, teller->before->nodes[rs_owner_of (teller->before, e)].serial };
      if (at > 0)
        g_array_index (changes, Change, at - 1).removed = e;
      else
        g_array_append_val (changes, change);
    }
  return changes;
}

/* --- sentences ------------------------------------------------------------ */

static const char *
plain_place (RsTeller *teller, const RsHeapGraph *graph, guint32 e)
{
  g_autofree char *words = rs_place_words (graph, e);
  return rs_keep (teller, words);
}

/* The reference REMOVED went, and what it led to lives. */
static void
tell_unbound (RsTeller *teller, guint32 removed)
{
  const RsHeapGraph *before = teller->before, *after = teller->after;
  guint32 target = before->edges[removed].target;
  const RsGraphNode *node = &before->nodes[target];
  guint32 now = rs_heap_graph_find (after, node->serial);
  if (now == RS_NONE || rs_worth_of (before, target) != RS_WORTH_THING
      || g_hash_table_contains (teller->dead, key_of (node->serial))
      || g_hash_table_contains (teller->dying, key_of (node->serial)))
    return;
  const char *place = plain_place (teller, before, removed);
  gint64 count = node->refcount, count_now = after->nodes[now].refcount;
  g_autofree char *words = rs_object_words (after, now, NULL),
                  *holder = rs_holder_words (after, now);
  gboolean name = rs_is_name (before, removed), fell = count_now < count;
  const char *format =
      fell && holder ? (name ? _ ("%s no longer names %s: its count falls from %s to %s. It stays: "
                                  "%s still holds it.")
                             : _ ("%s no longer holds %s: its count falls from %s to %s. It stays: "
                                  "%s still holds it."))
      : fell         ? (name ? _ ("%s no longer names %s: its count falls from %s to %s.")
                             : _ ("%s no longer holds %s: its count falls from %s to %s."))
                     : (name ? _ ("%s no longer names %s.") : _ ("%s no longer holds %s."));
  RsSentence *told =
      rs_tell (teller, RS_SAYS_UNBOUND, format, place, words, rs_number (teller, count),
               rs_number (teller, count_now), holder, NULL);
  told->object = node->serial;
  told->place = place;
  if (fell)
    {
      told->before = count;
      told->after = count_now;
      g_hash_table_add (teller->counted, key_of (node->serial));
    }
}

/* The reference ADDED is new, to what is no mere value. */
static void
tell_bound (RsTeller *teller, guint32 added)
{
  const RsHeapGraph *after = teller->after;
  guint32 target = after->edges[added].target;
  const RsGraphNode *node = &after->nodes[target];
  gboolean name = rs_is_name (after, added), fresh = is_born (teller, node->serial);
  guint32 old = rs_heap_graph_find (teller->before, node->serial);
  gint64 count = old == RS_NONE ? -1 : teller->before->nodes[old].refcount;
  gboolean rose = old != RS_NONE && count < node->refcount;
  gboolean first = g_hash_table_add (teller->counted, key_of (node->serial));
  const char *place = plain_place (teller, after, added);
  g_autofree char *path = g_strndup (place + 1, strlen (place) > 2 ? strlen (place) - 2 : 0);
  g_autofree char *words =
      fresh ? rs_new_words (after, target) : rs_object_words (after, target, path);
  const char *format =
      fresh && first
          ? (name ? _ ("%s names %s: its count is %s.") : _ ("%s holds %s: its count is %s."))
      : rose && first ? (name ? _ ("%s names %s now: its count rises from %s to %s.")
                              : _ ("%s holds %s now: its count rises from %s to %s."))
                      : (name ? _ ("%s names %s now.") : _ ("%s holds %s now."));
  RsSentence *told = fresh && first ? rs_tell (teller, RS_SAYS_BOUND, format, place, words,
                                               rs_number (teller, node->refcount), NULL)
                                    : rs_tell (teller, RS_SAYS_BOUND, format, place, words,
                                               rs_number (teller, count),
                                               rs_number (teller, node->refcount), NULL);
  told->object = node->serial;
  told->place = place;
  if (first && (fresh || rose))
    {
      told->before = count;
      told->after = node->refcount;
    }
  else if (first)
    g_hash_table_remove (teller->counted, key_of (node->serial));
}

static gboolean
is_thing (const RsHeapGraph *graph, guint32 e)
{
  return e != RS_NONE && rs_worth_of (graph, graph->edges[e].target) == RS_WORTH_THING;
}

/* A value, or what else is no thing, under a name or in a place. */
static void
tell_value (RsTeller *teller, const Change *change)
{
  const RsHeapGraph *before = teller->before, *after = teller->after;
  g_autofree char *was =
      change->removed == RS_NONE || is_thing (before, change->removed)
          ? NULL
          : rs_object_words (before, before->edges[change->removed].target, NULL);
  if (change->added == RS_NONE)
    {
      const char *place = plain_place (teller, before, change->removed);
      rs_tell (teller, RS_SAYS_VALUE,
               rs_is_name (before, change->removed) ? _ ("%s names nothing any more, before %s.")
                                                    : _ ("%s is gone, it held %s."),
               place, was, NULL)
          ->place = place;
      return;
    }
  const char *place = plain_place (teller, after, change->added);
  g_autofree char *words = rs_object_words (after, after->edges[change->added].target, NULL);
  gboolean name = rs_is_name (after, change->added);
  const char *format =
      was ? (name ? _ ("%s names %s now, before %s.") : _ ("%s holds %s now, before %s."))
          : (name ? _ ("%s names %s now.") : _ ("%s holds %s now."));
  rs_tell (teller, RS_SAYS_VALUE, format, place, words, was, NULL)->place = place;
}

static guint64
serial_at (const RsHeapGraph *graph, guint32 e)
{
  return graph->nodes[graph->edges[e].target].serial;
}

static void
tell_change (RsTeller *teller, const Change *change)
{
  gboolean was = is_thing (teller->before, change->removed),
           is = is_thing (teller->after, change->added);
  if (change->removed != RS_NONE && change->added != RS_NONE
      && serial_at (teller->before, change->removed) == serial_at (teller->after, change->added))
    return;
  if (was)
    tell_unbound (teller, change->removed);
  if (is)
    tell_bound (teller, change->added);
  else if (!was || change->added != RS_NONE)
    tell_value (teller, change);
}

/* Many changes of the container OWNER in one sentence. */
static void
tell_container (RsTeller *teller, guint64 owner)
{
  guint32 old = rs_heap_graph_find (teller->before, owner),
          now = rs_heap_graph_find (teller->after, owner);
  guint32 was = teller->before->nodes[old].length, is = teller->after->nodes[now].length;
  g_autofree char *words = rs_object_words (teller->after, now, NULL);
  const char *format = is > was   ? _ ("%s grows from %s to %s items.")
                       : is < was ? _ ("%s shrinks from %s to %s items.")
                                  : _ ("%s has other contents now.");
  RsSentence *told = rs_tell (teller, RS_SAYS_CHANGED, format, words, rs_number (teller, was),
                              rs_number (teller, is), NULL);
  told->object = owner;
  told->before = was;
  told->after = is;
}

static guint
count_changes (const GArray *changes, guint64 owner)
{
  guint n = 0;
  for (guint i = 0; i < changes->len; i++)
    n += g_array_index (changes, Change, i).owner == owner;
  return n;
}

static gboolean
is_container (const RsTeller *teller, guint64 owner)
{
  guint32 node = rs_heap_graph_find (teller->after, owner);
  return node != RS_NONE && rs_heap_graph_find (teller->before, owner) != RS_NONE
         && teller->after->nodes[node].kind == RS_GNODE_OBJECT;
}

/* --- weak references ------------------------------------------------------ */

static gboolean
is_new_weak (const RsTeller *teller, guint32 e)
{
  const RsGraphEdge *edge = &teller->after->edges[e];
  return edge->strength == RS_WEAK && edge->target != RS_NONE
         && rs_worth_of (teller->after, edge->target) == RS_WORTH_THING
         && is_born (teller, teller->after->nodes[edge->source].serial);
}

/* New weak references: those to one object in one sentence. */
static void
tell_weak (RsTeller *teller)
{
  const RsGraphDiff *diff = teller->diff;
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < diff->added->len; i++)
    {
      guint32 e = g_array_index (diff->added, guint32, i), target = teller->after->edges[e].target;
      guint n = 0;
      if (!is_new_weak (teller, e) || !g_hash_table_add (told, GUINT_TO_POINTER (target)))
        continue;
      for (guint k = i; k < diff->added->len; k++)
        {
          guint32 other = g_array_index (diff->added, guint32, k);
          n += teller->after->edges[other].target == target && is_new_weak (teller, other);
        }
      g_autofree char *words = rs_object_words (teller->after, target, NULL);
      RsSentence *sentence = rs_tell (
          teller, RS_SAYS_WEAK,
          g_dngettext (GETTEXT_PACKAGE, "A new weak reference leads to %s: it does not count.",
                       "%2$s new weak references lead to %1$s: they do not count.", n),
          words, rs_number (teller, n), NULL);
      sentence->object = teller->after->nodes[target].serial;
      sentence->n = n;
    }
}

/* --- births and counts ---------------------------------------------------- */

static gboolean
has_place (const RsHeapGraph *graph, guint32 node)
{
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    if (rs_is_told_place (graph, graph->in_edges[i])
        && graph->edges[graph->in_edges[i]].source != node)
      return TRUE;
  return FALSE;
}

/* What was born and stands in no place yet, by type; what is held by something
 * newborn is told with that. */
static void
tell_births (RsTeller *teller)
{
  const RsHeapGraph *after = teller->after;
  for (guint i = 0; i < teller->diff->born->len; i++)
    {
      guint32 node = g_array_index (teller->diff->born, guint32, i);
      if (rs_worth_of (after, node) != RS_WORTH_THING || has_place (after, node)
          || g_hash_table_contains (teller->introduced, key_of (after->nodes[node].serial))
          || after->nodes[node].shape == RS_SHAPE_EXCEPTION)
        continue;
      g_autofree char *words = rs_new_words (after, node);
      RsSentence *told = rs_tell (teller, RS_SAYS_BORN, _ ("%s is made."), words, NULL);
      told->object = after->nodes[node].serial;
      g_hash_table_add (teller->counted, key_of (after->nodes[node].serial));
    }
}

static gboolean
is_definition (const RsGraphNode *node)
{
  return node->shape == RS_SHAPE_CLASS || node->shape == RS_SHAPE_FUNCTION
         || node->shape == RS_SHAPE_MODULE;
}

/* Of what is no class or function, or (DEFINITIONS) of those. */
static void
tell_counts (RsTeller *teller, gboolean definitions)
{
  for (guint i = 0; i < teller->diff->counts->len; i++)
    {
      const RsNodePair *pair = &g_array_index (teller->diff->counts, RsNodePair, i);
      const RsGraphNode *was = &teller->before->nodes[pair->before],
                        *is = &teller->after->nodes[pair->after];
      if (is_definition (is) != definitions
          || rs_worth_of (teller->after, pair->after) != RS_WORTH_THING
          || g_hash_table_contains (teller->counted, key_of (is->serial)))
        continue;
      g_autofree char *words = rs_object_words (teller->after, pair->after, NULL);
      RsSentence *told = rs_tell (
          teller, RS_SAYS_COUNT,
          is->refcount > was->refcount ? _ ("The count of %s rises from %s to %s.")
                                       : _ ("The count of %s falls from %s to %s."),
          words, rs_number (teller, was->refcount), rs_number (teller, is->refcount), NULL);
      told->object = is->serial;
      told->before = was->refcount;
      told->after = is->refcount;
    }
}

void
rs_tell_references (RsTeller *teller)
{
  if (teller->before == NULL)
    return;
  g_autoptr (GArray) changes = find_changes (teller);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);
      if (g_hash_table_contains (told, key_of (change->owner)))
        continue;
      if (is_container (teller, change->owner) && count_changes (changes, change->owner) >= MANY)
        {
          tell_container (teller, change->owner);
          g_hash_table_add (told, key_of (change->owner));
        }
      else
        tell_change (teller, change);
    }
  tell_weak (teller);
  tell_births (teller);
  tell_counts (teller, FALSE);
  tell_counts (teller, TRUE);
}

/* --- calls ---------------------------------------------------------------- */

/* The generator that has less (SIGN -1) or more places after than before: it
 * goes on, or waits; RS_NONE. */
static guint32
find_generator (const RsTeller *teller, const char *function, int sign)
{
  for (guint32 i = 0; i < teller->after->n_nodes; i++)
    {
      const RsGraphNode *now = &teller->after->nodes[i];
      if (now->shape != RS_SHAPE_GENERATOR
          || strcmp (rs_heap_graph_text (teller->after, now->text), function) != 0)
        continue;
      guint32 old = rs_heap_graph_find (teller->before, now->serial);
      gint n = old == RS_NONE ? 0 : (gint) teller->before->nodes[old].n_edges;
      if (old != RS_NONE && ((gint) now->n_edges - n) * sign > 0)
        return i;
    }
  return RS_NONE;
}

static gboolean
is_class_body (const RsHeapGraph *graph, guint32 frame)
{
  const RsGraphNode *node = &graph->nodes[frame];
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    if (graph->edges[e].kind == RS_REF_DICT && graph->edges[e].target != RS_NONE
        && graph->nodes[graph->edges[e].target].kind == RS_GNODE_OBJECT)
      return TRUE;
  return FALSE;
}

/* What the name of EDGE, a frame's, leads to, in its cell if it has one;
 * RS_NONE: nothing, or it is no name. */
static guint32
named_by (const RsHeapGraph *graph, guint32 e)
{
  const RsGraphEdge *edge = &graph->edges[e];
  if (edge->target == RS_NONE || (edge->kind != RS_REF_LOCAL && edge->kind != RS_REF_CELL))
    return RS_NONE;
  const RsGraphNode *target = &graph->nodes[edge->target];
  if (target->shape != RS_SHAPE_CELL)
    return edge->target;
  return target->n_edges > 0 ? graph->edges[target->first_edge].target : RS_NONE;
}

/* "`x` = the int 3, `self` = a new Child": of a frame that begins. */
static char *
names_words (const RsTeller *teller, guint32 frame, guint *n_more)
{
  const RsHeapGraph *graph = teller->after;
  const RsGraphNode *node = &graph->nodes[frame];
  GString *out = g_string_new (NULL);
  guint n = 0;
  for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
    {
      guint32 target = named_by (graph, e);
      if (target == RS_NONE || n++ >= NAMES)
        continue;
      const char *name = rs_heap_graph_text (graph, graph->edges[e].label);
      g_autofree char *words = is_born (teller, graph->nodes[target].serial)
                                   ? rs_new_words (graph, target)
                                   : rs_object_words (graph, target, name);
      g_hash_table_add (teller->introduced, key_of (graph->nodes[target].serial));
      g_string_append_printf (out, "%s`%s` = %s", out->len > 0 ? ", " : "", name, words);
    }
  *n_more = n > NAMES
  ? n - NAMES : 0;
  return g_string_free (out, FALSE);
}

static void
tell_entry (RsTeller *teller)
{
  const RsHeapGraph *after = teller->after;
  const char *function = rs_heap_graph_text (after, after->nodes[teller->new_frame].text);
  guint n_more = 0;
  g_autofree char *names = teller->before ? names_words (teller, teller->new_frame, &n_more) : NULL;
  RsSentence *told;
  if (teller->before == NULL)
    told = rs_tell (teller, RS_SAYS_CALLED, _ ("The program begins."), NULL);
  else if (is_class_body (after, teller->new_frame))
    told =
        rs_tell (teller, RS_SAYS_CALLED, _ ("The body of the class `%s` begins."), function, NULL);
  else if (find_generator (teller, function, -1) != RS_NONE)
    told = rs_tell (teller, RS_SAYS_CALLED, _ ("`%s` goes on where it waited."), function, NULL);
  else if (*names == '\0')
    told = rs_tell (teller, RS_SAYS_CALLED, _ ("`%s` is called."), function, NULL);
  else if (n_more == 0)
    told = rs_tell (teller, RS_SAYS_CALLED, _ ("`%s` is called: %s."), function, names, NULL);
  else
    told = rs_tell (teller, RS_SAYS_CALLED, _ ("`%s` is called: %s and %s more."), function, names,
                    rs_number (teller, n_more), NULL);
  told->place = rs_keep (teller, function);
}

static void
tell_exit (RsTeller *teller)
{
  const RsHeapGraph *before = teller->before;
  const char *function = rs_heap_graph_text (before, before->nodes[teller->gone_frame].text);
  const char *format = is_class_body (before, teller->gone_frame)
                           ? _ ("The body of the class `%s` has ended.")
                       : find_generator (teller, function, 1) != RS_NONE
                           ? _ ("`%s` waits, and keeps its names.")
                           : _ ("`%s` has ended, and its names are gone.");
  rs_tell (teller, RS_SAYS_RETURNED, format, function, NULL)->place = rs_keep (teller, function);
}

/* Whether FRAME is that of a module: at the prompt each statement has one. */
static gboolean
is_module (const RsHeapGraph *graph, guint32 frame)
{
  return strcmp (rs_heap_graph_text (graph, graph->nodes[frame].text), "<module>") == 0;
}

void
rs_tell_calls (RsTeller *teller)
{
  if (teller->new_frame != RS_NONE
      && (teller->before == NULL || !is_module (teller->after, teller->new_frame)))
    tell_entry (teller);
  if (teller->gone_frame != RS_NONE && !is_module (teller->before, teller->gone_frame))
    tell_exit (teller);
}
