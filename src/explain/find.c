/* SPDX-License-Identifier: MIT
 *
 * Answering a query, in at most three ways, of which each costs more:
 *
 *   lives    types, births, deaths, addresses: a pass over the rows.
 *   counts   "count > 2": another run, in which the counts of those objects
 *            that may match by their rows are read at each step.
 *   graphs   names, holders, what is garbage: the same with a HeapGraph at each
 *            of a number of steps that can be afforded.
 *
 * A condition is evaluated with what is known, and may be unknown: so the rows
 * alone tell which objects need another look. An object matches if there is one
 * moment at which the whole condition is true of it. A term with a moment of
 * its own ("garbage at end") is true or not of the whole life.
 */
#include "find.h"

#include "session/aside.h"

#include <stdlib.h>
#include <string.h>

#define LOOKS_MOST ((guint64) 100000000) /* counts that are read */
#define NODES_MOST ((guint64) 4000000)   /* of all graphs together */

typedef enum { FALSE_, TRUE_, UNKNOWN } Truth;

/* What is known of an object at the moment that is looked at. */
typedef struct {
  const RsLives *lives;
  const RsLife *life;
  guint64 serial, before; /* who had the address before; 0: nobody */
  gboolean has_count;
  gint64 count;
  const RsHeapGraph *graph; /* nullable */
  guint32 node;             /* RS_NONE: it is not there */
} Look;

typedef struct {
  RsSession *session;
  const RsQuery *query;
  const RsLives *lives;
  gboolean all;
  GHashTable *blocks; /* address block → serial of the last that had it; NULL: not asked */
  GHashTable *before; /* serial → serial of the one that had its address before */
  GArray *serials;    /* guint64: may match, by their rows */
  GPtrArray *graphs;  /* of terms with a moment of their own */
  RsFindings *findings;
  GHashTable *groups; /* key → GUINT_TO_POINTER (n) */
  GHashTable *open;   /* set of the serials that have not matched yet */
  gboolean enough;
} Find;

/* A moment of a term's own. */
typedef struct {
  guint32 step;             /* RS_NO_STEP: the end */
  const RsHeapGraph *graph; /* NULL: not needed */
} Moment;

/* --- terms ---------------------------------------------------------------- */

static gboolean
compare (RsQueryOp op, guint64 a, guint64 b)
{
  switch (op)
    {
    case RS_OP_EQUAL:
      return a == b;
    case RS_OP_UNEQUAL:
      return a != b;
    case RS_OP_LESS:
      return a < b;
    case RS_OP_AT_MOST:
      return a <= b;
    case RS_OP_MORE:
      return a > b;
    case RS_OP_AT_LEAST:
      return a >= b;
    }
  return FALSE;
}

static gboolean
compare_text (const RsCondition *term, gboolean equal)
{
  return equal == (term->op == RS_OP_EQUAL);
}

static gboolean
died_before_end (const RsLives *lives, const RsLife *life)
{
  return !rs_life_at_end (lives, life);
}

/* "Child.__init__" is meant by its whole name, or by its last part. */
static gboolean
is_function (const char *qualname, const char *name)
{
  const char *dot = qualname ? strrchr (qualname, '.') : NULL;
  return qualname != NULL
         && (strcmp (qualname, name) == 0 || (dot != NULL && strcmp (dot + 1, name) == 0));
}

/* A birth or a death: the site and the step before. */
static gboolean
event_is (const Look *look, const RsCondition *term, gboolean happened, guint site, guint32 step)
{
  const RsLifeSite *at = &look->lives->sites[site];
  if (!happened)
    return FALSE;
  switch (term->form)
    {
    case RS_SAID_IN:
      return is_function (at->function, term->text);
    case RS_SAID_AT_LINE:
      return at->line >= 0 && (guint64) at->line == term->number;
    case RS_SAID_COMPARED:
      return step > 0 && compare (term->op, step - 1, term->number);
    case RS_SAID_PLAIN:
      return TRUE;
    }
  return FALSE;
}

static gboolean
cause_is (const Look *look, const char *cause)
{
  const char *name = rs_death_name (look->life->death);
  if (strcmp (cause, "holder") == 0)
    return died_before_end (look->lives, look->life) && look->life->holder != 0;
  return name != NULL && strcmp (name, cause) == 0;
}

static Truth
row_term (const Look *look, const RsCondition *term)
{
  const RsLife *life = look->life;
  switch (term->term)
    {
    case RS_TERM_TYPE:
      return compare_text (term, strcmp (look->lives->types[life->type].name, term->text) == 0);
    case RS_TERM_LINE:
      return compare (term->op, MAX (look->lives->sites[life->born_site].line, 0), term->number);
    case RS_TERM_BYTES:
      return compare (term->op, life->bytes, term->number);
    case RS_TERM_THREAD:
      return compare (term->op, life->thread, term->number);
    case RS_TERM_SERIAL:
      return compare (term->op, look->serial, term->number);
    case RS_TERM_BORN:
      return event_is (look, term, TRUE, life->born_site, life->born_step);
    case RS_TERM_DIED:
      return event_is (look, term, died_before_end (look->lives, life), life->died_site,
                       life->died_step);
    case RS_TERM_CAUSE:
      return compare_text (term, cause_is (look, term->text));
    case RS_TERM_ID_USED_AGAIN:
      return look->before != 0;
    default:
      return UNKNOWN;
    }
}

/* --- terms about moments -------------------------------------------------- */

static gboolean
is_garbage (const Look *look)
{
  return (look->graph->nodes[look->node].flags & RS_NODE_UNREACHABLE) != 0;
}

/* How many others hold it, each counted once. */
static guint
holders_of (const Look *look)
{
  const RsHeapGraph *g = look->graph;
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  for (guint32 i = g->in_first[look->node]; i < g->in_first[look->node + 1]; i++)
    {
      const RsGraphEdge *edge = &g->edges[g->in_edges[i]];
      if (edge->strength != RS_WEAK)
        g_hash_table_add (seen, GUINT_TO_POINTER (edge->source));
    }
  return g_hash_table_size (seen);
}

/* What a variable or an attribute is called. */
static gboolean
is_called (const Look *look, const char *name)
{
  const RsHeapGraph *g = look->graph;
  for (guint32 i = g->in_first[look->node]; i < g->in_first[look->node + 1]; i++)
    {
      const RsGraphEdge *edge = &g->edges[g->in_edges[i]];
      gboolean named = edge->kind == RS_REF_GLOBAL || edge->kind == RS_REF_LOCAL
                       || edge->kind == RS_REF_CELL || edge->kind == RS_REF_ATTRIBUTE
                       || edge->kind == RS_REF_SLOT;
      if (named && strcmp (rs_heap_graph_text (g, edge->label), name) == 0)
        return TRUE;
    }
  return FALSE;
}

/* Alive, and only weak references lead to it from what the program reaches. */
static gboolean
is_weak_only (const Look *look)
{
  const RsHeapGraph *g = look->graph;
  if (!is_garbage (look))
    return FALSE;
  for (guint32 i = g->in_first[look->node]; i < g->in_first[look->node + 1]; i++)
    {
      const RsGraphEdge *edge = &g->edges[g->in_edges[i]];
      if (edge->strength == RS_WEAK && !(g->nodes[edge->source].flags & RS_NODE_UNREACHABLE))
        return TRUE;
    }
  return FALSE;
}

/* Of LOOK's moment. */
static Truth
moment_term (const Look *look, const RsCondition *term)
{
  if (term->term == RS_TERM_COUNT && look->has_count)
    return compare (term->op, look->count, term->number);
  if (look->graph == NULL)
    return UNKNOWN;
  if (look->node == RS_NONE)
    return FALSE_;
  switch (term->term)
    {
    case RS_TERM_COUNT:
      return compare (term->op, look->graph->nodes[look->node].refcount, term->number);
    case RS_TERM_HOLDERS:
      return compare (term->op, holders_of (look), term->number);
    case RS_TERM_NAME:
      return compare_text (term, is_called (look, term->text));
    case RS_TERM_REACHABLE:
      return !is_garbage (look);
    case RS_TERM_GARBAGE:
      return is_garbage (look);
    case RS_TERM_WEAK_ONLY:
      return is_weak_only (look);
    default:
      return UNKNOWN;
    }
}

/* Of the moment that TERM itself says. */
static Truth
fixed_term (const Look *look, const RsCondition *term)
{
  const Moment *moment = term->moment;
  if (term->term == RS_TERM_ALIVE)
    return moment->step == RS_NO_STEP ? rs_life_at_end (look->lives, look->life)
                                      : rs_life_at_step (look->life, moment->step);
  Look there = { .lives = look->lives,
                 .life = look->life,
                 .serial = look->serial,
                 .graph = moment->graph,
                 .node = rs_heap_graph_find (moment->graph, look->serial) };
  return moment_term (&there, term);
}

static Truth
evaluate (const Look *look, const RsCondition *c)
{
  if (c == NULL)
    return TRUE_;
  if (c->kind == RS_QUERY_TERM)
    {
      if (c->moment != NULL)
        return fixed_term (look, c);
      if (c->term == RS_TERM_ALIVE)
        return look->has_count || look->graph != NULL ? TRUE_
                                                      : rs_life_at_end (look->lives, look->life);
      return c->term < RS_TERM_ALIVE ? row_term (look, c) : moment_term (look, c);
    }
  Truth left = evaluate (look, c->left);
  if (c->kind == RS_QUERY_NOT)
    return left == UNKNOWN ? UNKNOWN : left == TRUE_ ? FALSE_ : TRUE_;
  Truth decides = c->kind == RS_QUERY_AND ? FALSE_ : TRUE_;
  if (left == decides)
    return decides;
  Truth right = evaluate (look, c->right);
  return right == decides ? decides : left == UNKNOWN ? UNKNOWN : right;
}

/* --- moments of terms ----------------------------------------------------- */

static gboolean
resolve (Find *f, RsCondition *c, GError **error)
{
  if (c == NULL || c->kind != RS_QUERY_TERM)
    return c == NULL || (resolve (f, c->left, error) && resolve (f, c->right, error));
  if (c->at == RS_AT_NOTHING)
    return TRUE;
  const RsRecording *recording = rs_session_recording (f->session);
  RsInstant instant = { TRUE, c->at == RS_AT_STEP ? c->at_number : recording->n_steps - 1 };
  if (c->at == RS_AT_LINE
      && !rs_session_find_hit (f->session, c->at_number, c->at_hit, &instant, error))
    return FALSE;
  if (!instant.is_step)
    instant.number = rs_recording_step_at (recording, instant.number);
  if (instant.number >= recording->n_steps)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "there is no step %" G_GUINT64_FORMAT ": the program has %u (0 to %d)",
                   instant.number, recording->n_steps, (int) recording->n_steps - 1);
      return FALSE;
    }
  Moment *moment = g_new0 (Moment, 1);
  moment->step = c->at == RS_AT_END ? RS_NO_STEP : instant.number;
  c->moment = moment;
  g_ptr_array_add (f->graphs, moment);
  if (c->term != RS_TERM_ALIVE)
    moment->graph = rs_session_graph_at_step (f->session, instant.number, error);
  return c->term == RS_TERM_ALIVE || moment->graph != NULL;
}

static void
moment_free (gpointer data)
{
  Moment *moment = data;
  rs_heap_graph_unref (moment->graph);
  g_free (moment);
}

static void
forget_moments (RsCondition *c)
{
  if (c == NULL)
    return;
  c->moment = NULL;
  forget_moments (c->left);
  forget_moments (c->right);
}

/* --- matches -------------------------------------------------------------- */

static char *
group_key (const Find *f, const RsLife *life)
{
  const RsLifeSite *site = &f->lives->sites[life->born_site];
  const char *cause = rs_death_name (life->death);
  switch (f->query->group)
    {
    case RS_GROUP_TYPE:
      return g_strdup (f->lives->types[life->type].name);
    case RS_GROUP_LINE:
      return g_strdup_printf ("%d", site->line);
    case RS_GROUP_CAUSE:
      return g_strdup (cause ? cause : "alive");
    case RS_GROUP_FUNCTION:
      return g_strdup (site->function ? site->function : "");
    case RS_GROUP_NOTHING:
      break;
    }
  return NULL;
}

static void
add_match (Find *f, const Look *look, guint32 step)
{
  RsFound found = { look->serial, step, -1, look->before };
  if (look->has_count)
    found.count = look->count;
  else if (look->graph != NULL && look->node != RS_NONE)
    found.count = look->graph->nodes[look->node].refcount;
  f->findings->n++;
  if (f->query->group != RS_GROUP_NOTHING)
    {
      char *key = group_key (f, look->life);
      gsize n = GPOINTER_TO_SIZE (g_hash_table_lookup (f->groups, key)) + 1;
      g_hash_table_replace (f->groups, key, GSIZE_TO_POINTER (n));
    }
  if (!f->query->counts)
    g_array_append_val (f->findings->found, found);
}

/* --- the rows ------------------------------------------------------------- */

/* Keeps whose address SERIAL has. A str that grew in place keeps its own. */
static void
note_address (Find *f, guint64 serial, const RsLife *life)
{
  gpointer block = GUINT_TO_POINTER (life->block);
  guint64 last = GPOINTER_TO_SIZE (g_hash_table_lookup (f->blocks, block));
  if (last != 0 && !(rs_lives_get (f->lives, last)->flags & RS_LIFE_RENEWED))
    g_hash_table_insert (f->before, GSIZE_TO_POINTER (serial), GSIZE_TO_POINTER (last));
  g_hash_table_insert (f->blocks, block, GSIZE_TO_POINTER (serial));
}

static Look
look_of (const Find *f, guint64 serial)
{
  gpointer before = f->before ? g_hash_table_lookup (f->before, GSIZE_TO_POINTER (serial)) : NULL;
  return (Look){ .lives = f->lives,
                 .life = rs_lives_get (f->lives, serial),
                 .serial = serial,
                 .before = GPOINTER_TO_SIZE (before),
                 .node = RS_NONE };
}

/* A pass over the rows: what matches by them, and in f->serials what may. */
static void
look_at_rows (Find *f)
{
  for (guint64 serial = f->lives->first_serial; serial < f->lives->next_serial; serial++)
    {
      const RsLife *life = rs_lives_get (f->lives, serial);
      if (life == NULL)
        continue;
      if (f->blocks != NULL)
        note_address (f, serial, life);
      if (!f->all && !rs_life_is_own (life))
        continue;
      Look look = look_of (f, serial);
      Truth truth = evaluate (&look, f->query->condition);
      if (truth == TRUE_ && !rs_condition_has_moments (f->query->condition))
        add_match (f, &look, RS_NO_STEP);
      else if (truth != FALSE_)
        g_array_append_val (f->serials, serial);
    }
}

/* --- the moments ---------------------------------------------------------- */

/* Whether a term other than a count asks about moments in general. */
static gboolean
needs_graphs (const RsCondition *c)
{
  if (c == NULL)
    return FALSE;
  if (c->kind != RS_QUERY_TERM)
    return needs_graphs (c->left) || needs_graphs (c->right);
  return c->term > RS_TERM_ALIVE && c->term != RS_TERM_COUNT && c->at == RS_AT_NOTHING;
}

static gboolean
look_at_count (guint step, guint64 serial, gint64 count, gpointer data)
{
  Find *f = data;
  Look look = look_of (f, serial);
  look.has_count = TRUE;
  look.count = count;
  if (f->enough || evaluate (&look, f->query->condition) != TRUE_)
    return !f->enough;
  add_match (f, &look, step);
  f->enough = f->query->first;
  return FALSE;
}

/* The steps that the objects that may match live, all together. */
static guint64
steps_lived (const Find *f, guint n_steps)
{
  guint64 sum = 0;
  for (guint i = 0; i < f->serials->len; i++)
    {
      const RsLife *life = rs_lives_get (f->lives, g_array_index (f->serials, guint64, i));
      sum += MIN (life->died_step, n_steps) - MIN (life->born_step, n_steps);
    }
  return sum;
}

static gboolean
look_at_graph (const RsHeapGraph *graph, const RsHeapGraph *previous, gpointer data)
{
  Find *f = data;
  for (guint32 i = 0; i < graph->n_nodes && !f->enough; i++)
    {
      guint64 serial = graph->nodes[i].serial;
      if (!g_hash_table_contains (f->open, GSIZE_TO_POINTER (serial)))
        continue;
      Look look = look_of (f, serial);
      look.graph = graph;
      look.node = i;
      if (evaluate (&look, f->query->condition) != TRUE_)
        continue;
      add_match (f, &look, graph->moment.step);
      f->enough = f->query->first;
      g_hash_table_remove (f->open, GSIZE_TO_POINTER (serial));
    }
  return !f->enough && g_hash_table_size (f->open) > 0;
}

static gboolean
walk_graphs (Find *f, guint n_steps, GError **error)
{
  /* Two graphs for each that is looked at: the walk gives the one before,
   * too. */
  guint64 alive = 0;
  for (guint64 serial = f->lives->first_serial; serial < f->lives->next_serial; serial++)
    {
      const RsLife *life = rs_lives_get (f->lives, serial);
      if (life != NULL)
        alive += MIN (life->died_step, n_steps) - MIN (life->born_step, n_steps);
    }
  f->findings->every = 1 + 2 * alive / NODES_MOST;
  f->open = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < f->serials->len; i++)
    g_hash_table_add (f->open, GSIZE_TO_POINTER (g_array_index (f->serials, guint64, i)));
  return rs_session_walk_graphs (f->session, f->findings->every, look_at_graph, f, error);
}

static gboolean
look_at_moments (Find *f, GError **error)
{
  guint n_steps = rs_session_recording (f->session)->n_steps;
  if (f->serials->len == 0)
    return TRUE;
  if (needs_graphs (f->query->condition))
    return walk_graphs (f, n_steps, error);
  f->findings->every = 1 + steps_lived (f, n_steps) / LOOKS_MOST;
  return rs_session_walk_counts (f->session, (const guint64 *) (gpointer) f->serials->data,
                                 f->serials->len, f->findings->every, look_at_count, f, error);
}

/* --- the order of the answer ---------------------------------------------- */

static gboolean
is_about (const RsCondition *c, RsTermKind term)
{
  return c != NULL
         && ((c->kind == RS_QUERY_TERM && c->term == term) || is_about (c->left, term)
             || is_about (c->right, term));
}

static guint64
death_of (const RsLives *lives, const RsFound *found)
{
  return rs_lives_get (lives, found->serial)->died;
}

static int
by_birth (gconstpointer a, gconstpointer b)
{
  const RsFound *x = a, *y = b;
  if (x->step != y->step)
    return x->step < y->step ? -1 : 1;
  return x->serial < y->serial ? -1 : x->serial > y->serial;
}

static int
by_death (gconstpointer a, gconstpointer b, gpointer data)
{
  guint64 x = death_of (data, a), y = death_of (data, b);
  return x < y ? -1 : x > y ? 1 : by_birth (a, b);
}

static void
sort_found (Find *f)
{
  GArray *found = f->findings->found;
  const RsCondition *c = f->query->condition;
  if (f->findings->every == 0 && (is_about (c, RS_TERM_DIED) || is_about (c, RS_TERM_CAUSE)))
    g_array_sort_with_data (found, by_death, (gpointer) f->lives);
  else
    g_array_sort (found, by_birth);
  if (f->query->first && found->len > 1)
    g_array_set_size (found, 1);
  if (f->query->first)
    f->findings->n = found->len;
}

static int
by_number (gconstpointer a, gconstpointer b)
{
  const RsFoundGroup *x = a, *y = b;
  return x->n != y->n ? (x->n > y->n ? -1 : 1) : strcmp (x->key, y->key);
}

static void
list_groups (Find *f)
{
  GHashTableIter iter;
  gpointer key, n;
  g_hash_table_iter_init (&iter, f->groups);
  while (g_hash_table_iter_next (&iter, &key, &n))
    {
      RsFoundGroup group = { g_strdup (key), GPOINTER_TO_SIZE (n) };
      g_array_append_val (f->findings->groups, group);
    }
  g_array_sort (f->findings->groups, by_number);
}

/* --- the whole ------------------------------------------------------------ */

static void
clear_group (gpointer data)
{
  g_free (((RsFoundGroup *) data)->key);
}

static RsFindings *
findings_new (void)
{
  RsFindings *findings = g_new0 (RsFindings, 1);
  findings->found = g_array_new (FALSE, FALSE, sizeof (RsFound));
  findings->groups = g_array_new (FALSE, FALSE, sizeof (RsFoundGroup));
  g_array_set_clear_func (findings->groups, clear_group);
  return findings;
}

void
rs_findings_free (RsFindings *findings)
{
  if (findings == NULL)
    return;
  g_array_unref (findings->found);
  g_array_unref (findings->groups);
  g_free (findings);
}

static void
find_clear (Find *f)
{
  forget_moments (f->query->condition);
  g_clear_pointer (&f->blocks, g_hash_table_unref);
  g_clear_pointer (&f->before, g_hash_table_unref);
  g_clear_pointer (&f->open, g_hash_table_unref);
  g_array_unref (f->serials);
  g_ptr_array_unref (f->graphs);
  g_hash_table_unref (f->groups);
}

RsFindings *
rs_find (RsSession *session, const RsQuery *query, gboolean all, GError **error)
{
  Find f = { .session = session,
             .query = query,
             .lives = rs_session_recording (session)->lives,
             .all = all,
             .serials = g_array_new (FALSE, FALSE, sizeof (guint64)),
             .graphs = g_ptr_array_new_with_free_func (moment_free),
             .groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
             .findings = findings_new () };
  if (is_about (query->condition, RS_TERM_ID_USED_AGAIN))
    {
      f.blocks = g_hash_table_new (NULL, NULL);
      f.before = g_hash_table_new (NULL, NULL);
    }
  gboolean ok = resolve (&f, query->condition, error);
  if (ok)
    look_at_rows (&f);
  ok = ok && look_at_moments (&f, error);
  if (ok)
    {
      sort_found (&f);
      list_groups (&f);
    }
  else
    g_clear_pointer (&f.findings, rs_findings_free);
  find_clear (&f);
  return f.findings;
}
