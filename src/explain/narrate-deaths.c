/* SPDX-License-Identifier: MIT
 *
 * Deaths in sentences. The journal tells in its order whose count fell to 0,
 * with which holder it went, and what was freed; the graph before tells what
 * they were and which references to them the graph after has no more:
 *
 *     `head` goes, a list of 200 Node      the root's death: no holder
 *     node 0, 1, ... 199                   each with its holder, the one before
 *     "200 Node are freed, one after the other: `head` no longer names the first."
 *
 * Only what the graph before has is told one by one; what was born and freed
 * in between is counted.
 */
#include "narrate-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MANY 3 /* of one type, for one reason: a group */

static gpointer
key_of (guint64 serial)
{
  return GSIZE_TO_POINTER ((gsize) serial);
}

/* --- worth ---------------------------------------------------------------- */

/* Whether the program has a class called TYPE. */
static gboolean
is_own_class (const RsHeapGraph *graph, const char *type)
{
  for (guint32 i = 0; i < graph->n_nodes; i++)
    if (graph->nodes[i].shape == RS_SHAPE_CLASS && graph->nodes[i].origin == RS_ORIGIN_PROGRAM
        && strcmp (rs_heap_graph_text (graph, graph->nodes[i].text), type) == 0)
      return TRUE;
  return FALSE;
}

/* Garbage that is being collected has no node any more. */
static RsWorth
worth_of (const RsTeller *teller, const RsDeathTold *death)
{
  if (death->node != RS_NONE)
    return rs_worth_of (teller->before, death->node);
  return death->found && death->serial < teller->before->moment.next_serial
                 && is_own_class (teller->before, death->type)
             ? RS_WORTH_THING
             : RS_WORTH_INNER;
}

/* --- reading the journal -------------------------------------------------- */

typedef struct {
  RsTeller *teller;
  GHashTable *last;  /* serial → index + 1: of its last fall to 0 */
  GHashTable *found; /* set of serials: the collector has set them aside for good */
} Reader;

/* The root of what goes with HOLDER: that of HOLDER, if it is told; else
 * ITSELF. */
static guint64
root_of (const Reader *r, const RsDeathTold *holder, guint64 itself)
{
  guint root = GPOINTER_TO_UINT (g_hash_table_lookup (r->last, key_of (holder->root)));
  return root > 0
                 && worth_of (r->teller, &g_array_index (r->teller->deaths, RsDeathTold, root - 1))
                        == RS_WORTH_THING
             ? holder->root
             : itself;
}

static void
read_fall (Reader *r, const RsEvent *event)
{
  GArray *deaths = r->teller->deaths;
  RsDeathTold death = { .serial = event->object,
                        .holder = event->other,
                        .root = event->object,
                        .type = event->type,
                        .label = event->label,
                        .node = r->teller->before
                                    ? rs_heap_graph_find (r->teller->before, event->object)
                                    : RS_NONE,
                        .found = g_hash_table_contains (r->found, key_of (event->object)) };
  guint holder = GPOINTER_TO_UINT (g_hash_table_lookup (r->last, key_of (event->other)));
  if (event->other != 0 && holder > 0)
    death.root = root_of (r, &g_array_index (deaths, RsDeathTold, holder - 1), death.root);
  g_array_append_val (deaths, death);
  g_hash_table_insert (r->last, key_of (event->object), GUINT_TO_POINTER (deaths->len));
}

static void
read_event (Reader *r, const RsEvent *event)
{
  guint last = GPOINTER_TO_UINT (g_hash_table_lookup (r->last, key_of (event->object)));
  switch (event->kind)
    {
    case RS_EVENT_GONE:
      if (event->after == 0)
        read_fall (r, event);
      break;
    case RS_EVENT_FREED:
      if (last > 0)
        g_array_index (r->teller->deaths, RsDeathTold, last - 1).freed = TRUE;
      g_hash_table_insert (r->teller->dead, key_of (event->object), GUINT_TO_POINTER (last));
      break;
    case RS_EVENT_TENTATIVE:
      g_hash_table_add (r->found, key_of (event->object));
      break;
    case RS_EVENT_REACHABLE:
      g_hash_table_remove (r->found, key_of (event->object));
      break;
    default:
      break;
    }
}

static void
read_deaths (RsTeller *teller)
{
  Reader reader = { teller, g_hash_table_new (NULL, NULL), g_hash_table_new (NULL, NULL) };
  for (guint i = 0; i < teller->journal->n_events; i++)
    read_event (&reader, &teller->journal->events[i]);
  g_hash_table_unref (reader.last);
  g_hash_table_unref (reader.found);
}

/* Words for the object SERIAL of type TYPE, as it was before or is now. */
static char *
words_for (const RsTeller *teller, guint64 serial, const char *type)
{
  guint32 node = teller->before ? rs_heap_graph_find (teller->before, serial) : RS_NONE;
  if (node != RS_NONE)
    return rs_object_words (teller->before, node, NULL);
  node = rs_heap_graph_find (teller->after, serial);
  if (node != RS_NONE)
    return rs_object_words (teller->after, node, NULL);
  return g_strdup_printf (_ ("the %s"), type);
}

/* --- what goes with it ---------------------------------------------------- */

/* Whether DEATH is told by itself: what it began with, not what went along. */
static gboolean
is_root (const RsTeller *teller, const RsDeathTold *death)
{
  return death->freed && death->root == death->serial && worth_of (teller, death) == RS_WORTH_THING;
}

/* What a cascade takes along, by type. */
typedef struct {
  GHashTable *types; /* const char * → number */
  guint n, n_same;   /* of the root's type */
  const RsDeathTold *only;
} Along;

static gboolean
goes_with (const RsTeller *teller, const RsDeathTold *death, guint64 root)
{
  return death->freed && death->root == root && death->serial != root
         && worth_of (teller, death) != RS_WORTH_INNER;
}

static void
count_in (GHashTable *types, const char *type)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (types, type));
  g_hash_table_insert (types, (gpointer) (gsize) type, GUINT_TO_POINTER (n + 1));
}

static void
read_along (const RsTeller *teller, const RsDeathTold *root, Along *along)
{
  const char *type = root->type;
  along->types = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < teller->deaths->len; i++)
    {
      const RsDeathTold *death = &g_array_index (teller->deaths, RsDeathTold, i);
      if (!goes_with (teller, death, root->serial))
        continue;
      along->only = death;
      along->n++;
      if (strcmp (death->type, type) == 0)
        along->n_same++;
      count_in (along->types, death->type);
    }
}

static void
tell_along (RsTeller *teller, const RsDeathTold *root, Along *along, gboolean without_same)
{
  if (without_same)
    {
      along->n -= along->n_same;
      g_hash_table_remove (along->types, root->type);
    }
  if (along->n == 0)
    return;
  RsSentence *told;
  if (along->n == 1 && !without_same)
    {
      g_autofree char *words = words_for (teller, along->only->serial, along->only->type);
      told = rs_tell (teller, RS_SAYS_FREED_WITH, _ ("With it goes %s, which nothing else held."),
                      words, NULL);
    }
  else
    {
      g_autofree char *types = rs_types_words (along->types);
      told = rs_tell (teller, RS_SAYS_FREED_WITH,
                      g_dngettext (GETTEXT_PACKAGE, "With it goes what only it held: %s.",
                                   "With it go %2$s objects that only it held: %1$s.", along->n),
                      types, rs_number (teller, along->n), NULL);
    }
  told->object = root->serial;
  told->n = along->n;
}

/* --- why ------------------------------------------------------------------ */

/* The references to NODE (RS_NONE: none are known) that went: edges of BEFORE
 * whose source does not die itself, those of the value stack left out. */
static GArray *
gone_references (const RsTeller *teller, guint32 node)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (guint32));
  const RsHeapGraph *before = teller->before;
  for (guint32 i = node == RS_NONE ? 0 : before->in_first[node];
       node != RS_NONE && i < before->in_first[node + 1]; i++)
    {
      guint32 e = before->in_edges[i];
      guint64 source = before->nodes[before->edges[e].source].serial;
      if (before->edges[e].strength == RS_STRONG
          && !g_hash_table_contains (teller->dead, key_of (source)))
        g_array_append_val (edges, e);
    }
  return edges;
}

static gboolean
is_gone_frame (const RsTeller *teller, guint32 owner)
{
  const RsGraphNode *node = &teller->before->nodes[owner];
  return node->kind == RS_GNODE_FRAME
         && (owner == teller->gone_frame
             || rs_heap_graph_find (teller->after, node->serial) == RS_NONE);
}

/* The only one of EDGES, if it is a place. RS_NONE: there are others, or
 * none. */
static guint32
only_place (const RsTeller *teller, const GArray *edges)
{
  if (edges->len != 1)
    return RS_NONE;
  guint32 e = g_array_index (edges, guint32, 0);
  return rs_is_told_place (teller->before, e) ? e : RS_NONE;
}

/* "`a`, item 3 of the list `b`". */
static char *
places_words (const RsTeller *teller, const GArray *edges)
{
  GString *out = g_string_new (NULL);
  guint n = 0;
  for (guint i = 0; i < edges->len && n < MANY; i++)
    {
      guint32 e = g_array_index (edges, guint32, i);
      if (!rs_is_told_place (teller->before, e))
        continue;
      g_autofree char *words = rs_place_words (teller->before, e);
      g_string_append_printf (out, "%s%s", n++ > 0 ? ", " : "", words);
    }
  return g_string_free (out, FALSE);
}

/* Whether NODE's __del__ has run: it has just returned, or had before. */
static gboolean
is_after_finalizer (const RsTeller *teller, guint32 node)
{
  const RsHeapGraph *before = teller->before;
  if (before->nodes[node].flags & RS_NODE_FINALIZED)
    return TRUE;
  guint32 frame = teller->gone_frame;
  return frame != RS_NONE
         && g_str_has_suffix (rs_heap_graph_text (before, before->nodes[frame].text), ".__del__")
         && rs_heap_graph_edge_from (before, frame, node) != RS_NONE;
}

static RsSentence *
tell_one (RsTeller *teller, const RsDeathTold *death, const GArray *edges)
{
  guint32 e = only_place (teller, edges);
  g_autofree char *place = e == RS_NONE ? places_words (teller, edges)
                                        : rs_place_words (teller->before, e),
                  *path = g_strdup (place), *words = NULL;
  const char *count = rs_number (teller, teller->before->nodes[death->node].refcount);
  /* "`c`": the words for an object do not repeat the name that went. */
  if (path[0] == '`' && path[strlen (path) - 1] == '`')
    {
      path[strlen (path) - 1] = '\0';
      memmove (path, path + 1, strlen (path));
    }
  words = rs_object_words (teller->before, death->node, path);
  if (is_after_finalizer (teller, death->node))
    return rs_tell (teller, RS_SAYS_FREED, _ ("%s is freed, now that its finalizer has run."),
                    words, NULL);
  if (e != RS_NONE && is_gone_frame (teller, rs_owner_of (teller->before, e)))
    return rs_tell (
        teller, RS_SAYS_FREED, _ ("%s is freed: `%s` has ended, and only its name %s held it."),
        words,
        rs_heap_graph_text (teller->before,
                            teller->before->nodes[rs_owner_of (teller->before, e)].text),
        place, NULL);
  if (e != RS_NONE)
    return rs_tell (
        teller, RS_SAYS_FREED,
        rs_is_name (teller->before, e)
            ? _ ("%s is freed: %s no longer names it, and its count falls from %s to 0.")
            : _ ("%s is freed: %s no longer holds it, and its count falls from %s to 0."),
        words, place, count, NULL);
  return *place != '\0'
             ? rs_tell (teller, RS_SAYS_FREED,
                        _ ("%s is freed: nothing holds it any more (until now: %s), and its count "
                           "falls from %s to 0."),
                        words, place, count, NULL)
             : rs_tell (teller, RS_SAYS_FREED,
                        _ ("%s is freed: nothing holds it any more, and its count falls from %s to "
                           "0."),
                        words, count, NULL);
}

/* --- groups --------------------------------------------------------------- */

/* Whether DEATH has the same reason as FIRST: a reference of the same object or
 * frame went. */
static gboolean
is_alike (const RsTeller *teller, const RsDeathTold *first, const RsDeathTold *death, guint32 owner)
{
  if (!is_root (teller, death) || death->found != first->found
      || strcmp (first->type, death->type) != 0)
    return FALSE;
  if (death->found)
    return TRUE;
  g_autoptr (GArray) edges = gone_references (teller, death->node);
  guint32 e = only_place (teller, edges);
  return e != RS_NONE && rs_owner_of (teller->before, e) == owner;
}

/* What a group of N like FIRST is told by. */
static RsSentence *
tell_group (RsTeller *teller, const RsDeathTold *first, guint32 owner, guint n)
{
  const char *number = rs_number (teller, n), *type = first->type;
  if (first->found)
    return rs_tell (teller, RS_SAYS_FREED,
                    g_dngettext (GETTEXT_PACKAGE,
                                 "The collector frees %s %s: nothing alive led to it any more.",
                                 "The collector frees %s %s: nothing alive led to them any more.",
                                 n),
                    number, type, NULL);
  if (is_gone_frame (teller, owner))
    return rs_tell (teller, RS_SAYS_FREED,
                    _ ("%s %s are freed: `%s`, whose names held them, has ended."), number, type,
                    rs_heap_graph_text (teller->before, teller->before->nodes[owner].text), NULL);
  if (teller->before->nodes[owner].kind != RS_GNODE_OBJECT)
    return rs_tell (teller, RS_SAYS_FREED, _ ("%s %s are freed: no name leads to them any more."),
                    number, type, NULL);
  g_autofree char *words = rs_object_words (teller->before, owner, NULL);
  return rs_tell (teller, RS_SAYS_FREED, _ ("%s %s are freed: %s no longer holds them."), number,
                  type, words, NULL);
}

/* A root's death, or that of all that are alike, which DONE gets. */
static void
tell_root (RsTeller *teller, const RsDeathTold *root, GHashTable *done)
{
  g_autoptr (GArray) edges = gone_references (teller, root->node);
  guint32 e = only_place (teller, edges),
          owner = e == RS_NONE ? RS_NONE : rs_owner_of (teller->before, e);
  guint n = 0;
  RsSentence *told;
  for (guint i = 0; (owner != RS_NONE || root->found) && i < teller->deaths->len; i++)
    n += is_alike (teller, root, &g_array_index (teller->deaths, RsDeathTold, i), owner);
  if (n >= (root->found ? 1 : MANY))
    {
      told = tell_group (teller, root, owner, n);
      for (guint i = 0; i < teller->deaths->len; i++)
        {
          const RsDeathTold *death = &g_array_index (teller->deaths, RsDeathTold, i);
          if (is_alike (teller, root, death, owner))
            g_hash_table_add (done, key_of (death->serial));
        }
      told->n = n;
      told->object = n == 1 ? root->serial : 0;
      return;
    }
  Along along = { NULL };
  read_along (teller, root, &along);
  gboolean chain = along.n_same >= MANY - 1;
  if (chain)
    {
      g_autofree char *place = e == RS_NONE ? NULL : rs_place_words (teller->before, e);
      told =
          rs_tell (teller, RS_SAYS_FREED,
                   place ? _ ("%s %s are freed, one after the other: %s let go of the first.")
                         : _ ("%s %s are freed, one after the other: nothing holds the first any "
                              "more."),
                   rs_number (teller, along.n_same + 1), root->type, place, NULL);
      told->n = along.n_same + 1;
    }
  else if (root->node == RS_NONE)
    {
      told = rs_tell (teller, RS_SAYS_FREED, _ ("The %s is freed."), root->type, NULL);
      told->n = 1;
    }
  else
    {
      told = tell_one (teller, root, edges);
      told->n = 1;
      told->before = teller->before->nodes[root->node].refcount;
      told->after = 0;
    }
  told->object = root->serial;
  tell_along (teller, root, &along, chain);
  g_hash_table_unref (along.types);
}

/* --- the collector, weak references, finalizers --------------------------- */

static guint
count_found (const RsTeller *teller)
{
  guint n = 0;
  for (guint i = 0; i < teller->deaths->len; i++)
    {
      const RsDeathTold *death = &g_array_index (teller->deaths, RsDeathTold, i);
      n += death->found && death->freed && worth_of (teller, death) == RS_WORTH_THING;
    }
  return n;
}

static void
tell_collections (RsTeller *teller)
{
  gint64 generation = -1;
  for (guint i = 0; i < teller->journal->n_events; i++)
    {
      const RsEvent *event = &teller->journal->events[i];
      if (event->kind == RS_EVENT_COLLECT)
        generation = event->number;
      if (event->kind != RS_EVENT_FOUND || (event->number == 0 && count_found (teller) == 0))
        continue;
      rs_tell (teller, RS_SAYS_COLLECTION,
               g_dngettext (GETTEXT_PACKAGE,
                            "The collector runs (generation %s) and finds %s object that nothing "
                            "alive leads to.",
                            "The collector runs (generation %s) and finds %s objects that nothing "
                            "alive leads to.",
                            event->number),
               rs_number (teller, generation), rs_number (teller, event->number), NULL)
          ->n = event->number;
    }
}

static RsWorth
worth_by_serial (const RsTeller *teller, guint64 serial)
{
  guint32 node = teller->before ? rs_heap_graph_find (teller->before, serial) : RS_NONE;
  if (node != RS_NONE)
    return rs_worth_of (teller->before, node);
  node = rs_heap_graph_find (teller->after, serial);
  return node != RS_NONE ? rs_worth_of (teller->after, node) : RS_WORTH_INNER;
}

/* Those to one referent in one sentence. */
static void
tell_cleared (RsTeller *teller)
{
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);
  const RsEvent *events = teller->journal->events;
  for (guint i = 0; i < teller->journal->n_events; i++)
    {
      guint n = 0;
      if (events[i].kind != RS_EVENT_CLEARED || !g_hash_table_add (told, key_of (events[i].other)))
        continue;
      if (worth_by_serial (teller, events[i].other) != RS_WORTH_THING)
        continue;
      for (guint k = i; k < teller->journal->n_events; k++)
        n += events[k].kind == RS_EVENT_CLEARED && events[k].other == events[i].other;
      g_autofree char *words = words_for (teller, events[i].other, events[i].other_type);
      RsSentence *sentence =
          rs_tell (teller, RS_SAYS_CLEARED,
                   g_dngettext (GETTEXT_PACKAGE, "The weak reference to %s is cleared.",
                                "%2$s weak references to %1$s are cleared.", n),
                   words, rs_number (teller, n), NULL);
      sentence->object = events[i].other;
      sentence->n = n;
    }
}

static void
tell_called (RsTeller *teller, const RsEvent *event)
{
  RsSays says = event->kind == RS_EVENT_CALLBACK    ? RS_SAYS_CALLBACK
                : event->kind == RS_EVENT_FINALIZER ? RS_SAYS_FINALIZER
                                                    : RS_SAYS_RESURRECTED;
  RsWorth worth = worth_by_serial (teller, event->object);
  if (says != RS_SAYS_CALLBACK && worth != RS_WORTH_THING)
    return;
  g_autofree char *words = words_for (teller, event->object, event->type);
  const char *format = says == RS_SAYS_CALLBACK ? _ ("The callback of %s is called.")
                       : says == RS_SAYS_FINALIZER
                           ? _ ("The finalizer of %s is called.")
                           : _ ("%s is brought back: its finalizer has made "
                                "a new reference to it.");
  rs_tell (teller, says, format, words, NULL)->object = event->object;
}

static gboolean
is_finalized (const RsTeller *teller, guint64 serial)
{
  for (guint i = 0; i < teller->journal->n_events; i++)
    if (teller->journal->events[i].kind == RS_EVENT_FINALIZER
        && teller->journal->events[i].object == serial)
      return TRUE;
  return FALSE;
}

/* A count that fell to 0 of what still lives: its finalizer runs, or that of
 * something that goes with it. */
static void
tell_zero (RsTeller *teller, const RsDeathTold *death)
{
  if (death->freed || death->node == RS_NONE || worth_of (teller, death) != RS_WORTH_THING
      || g_hash_table_contains (teller->dead, key_of (death->serial)))
    return;
  g_autofree char *words = rs_object_words (teller->before, death->node, NULL);
  RsSentence *told =
      rs_tell (teller, RS_SAYS_COUNT_ZERO,
               is_finalized (teller, death->serial)
                   ? _ ("The count of %s falls from %s to 0: before it is freed, its "
                        "finalizer is called.")
                   : _ ("The count of %s falls from %s to 0: it is about to be freed."),
               words, rs_number (teller, teller->before->nodes[death->node].refcount), NULL);
  told->object = death->serial;
  told->before = teller->before->nodes[death->node].refcount;
  told->after = 0;
  g_hash_table_add (teller->counted, key_of (death->serial));
  g_hash_table_add (teller->dying, key_of (death->serial));
}

/* --- the rest ------------------------------------------------------------- */

static void
tell_inner (RsTeller *teller)
{
  g_autoptr (GHashTable) types = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = 0, passing = 0;
  for (guint i = 0; i < teller->deaths->len; i++)
    {
      const RsDeathTold *death = &g_array_index (teller->deaths, RsDeathTold, i);
      if (!death->freed)
        continue;
      gboolean root = death->root == death->serial;
      if (death->node == RS_NONE && worth_of (teller, death) != RS_WORTH_THING)
        passing += root && rs_heap_graph_is_born_since (teller->before, death->serial);
      else if (root && death->node != RS_NONE && worth_of (teller, death) != RS_WORTH_THING)
        {
          count_in (types, death->type);
          n++;
        }
    }
  if (n > 0)
    {
      g_autofree char *words = rs_types_words (types);
      rs_tell (teller, RS_SAYS_FREED_SELF, _ ("Values and inner objects are freed: %s."), words,
               NULL)
          ->n = n;
    }
  if (passing > 0)
    rs_tell (teller, RS_SAYS_PASSING,
             g_dngettext (GETTEXT_PACKAGE, "%s object is born and freed again in between.",
                          "%s objects are born and freed again in between.", passing),
             rs_number (teller, passing), NULL)
        ->n = passing;
}

void
rs_tell_deaths (RsTeller *teller)
{
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  if (teller->before == NULL)
    return;
  read_deaths (teller);
  tell_collections (teller);
  for (guint i = 0; i < teller->deaths->len; i++)
    {
      const RsDeathTold *death = &g_array_index (teller->deaths, RsDeathTold, i);
      tell_zero (teller, death);
      if (is_root (teller, death) && g_hash_table_add (done, key_of (death->serial)))
        tell_root (teller, death, done);
    }
  tell_cleared (teller);
  for (guint i = 0; i < teller->journal->n_events; i++)
    {
      const RsEvent *event = &teller->journal->events[i];
      if (event->kind == RS_EVENT_CALLBACK || event->kind == RS_EVENT_RESURRECTED
          || (event->kind == RS_EVENT_FINALIZER
              && g_hash_table_contains (teller->dead, key_of (event->object))))
        tell_called (teller, event);
    }
  tell_inner (teller);
}
