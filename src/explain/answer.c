/* SPDX-License-Identifier: MIT
 *
 * From a question to its answer: what is asked about is found by its
 * expression, the heap of the moment is asked, and what the answer says is
 * tried in a run that is thrown away.
 */
#include "chains.h"
#include "cut.h"
#include "death.h"
#include "question.h"
#include "freed-with.h"

#include "session/journal.h"

#include <string.h>

#define MOST_CUT 100 /* references, of a cut that is looked for */

static const char *const names[RS_N_WHYS] = {
  "alive", "dead",        "died_at",   "count", "holders", "same",
  "size",  "collectable", "reachable", "keeps", "cut",     "grew",
};

const char *
rs_why_name (RsWhy why)
{
  return names[why];
}

int
rs_why_from_name (const char *name)
{
  g_autofree char *plain = g_strdelimit (g_strdup (name), "-", '_');
  for (int i = 0; i < RS_N_WHYS; i++)
    if (strcmp (names[i], plain) == 0)
      return i;
  return -1;
}

static void
proof_free (RsProof *proof)
{
  if (proof != NULL)
    g_strfreev (proof->statements);
  g_free (proof);
}

void
rs_answer_free (RsAnswer *answer)
{
  g_free (answer->subject);
  g_free (answer->type_name);
  g_strfreev (answer->chain);
  g_clear_pointer (&answer->holders, g_ptr_array_unref);
  g_clear_pointer (&answer->types, g_array_unref);
  g_clear_pointer (&answer->remove, g_ptr_array_unref);
  g_clear_pointer (&answer->other_remove, g_ptr_array_unref);
  g_strfreev (answer->other_statements);
  g_clear_pointer (&answer->disjoint, g_ptr_array_unref);
  g_free (answer->printed);
  proof_free (answer->proof);
  g_free (answer);
}

/* What one answer is made from. */
typedef struct {
  RsSession *session;
  const RsQuestion *question;
  RsAnswer *answer;
  RsLook looks[2];  /* of the subjects */
  gboolean gone[2]; /* a weak reference that was asked has no referent */
  const RsHeapGraph *graph;
  guint32 node; /* of the first subject; RS_NONE: it does not live */
  GError **error;
} Work;

/* --- the subjects --------------------------------------------------------- */

static gboolean
same_instant (const RsInstant *a, const RsInstant *b)
{
  return a->is_step == b->is_step && a->number == b->number;
}

static gboolean
no_such_thing (Work *w, const char *text)
{
  g_set_error (w->error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT, "\"%s\" is no object's serial",
               text);
  return FALSE;
}

static gboolean
find_by_serial (Work *w, guint i, const char *text)
{
  guint64 serial;
  if (!g_ascii_string_to_unsigned (text + 1, 10, 1, RS_FIRST_FRAME_SERIAL - 1, &serial, NULL))
    return no_such_thing (w, text);
  w->looks[i] = (RsLook){ .serial = serial };
  return TRUE;
}

static const RsInstant *
instant_of (const Work *w, guint i)
{
  const RsSubject *subject = &w->question->subjects[i];
  return subject->is_named ? &subject->named_at : &w->question->at;
}

/* N subjects that are named in one moment, from the one FIRST on. */
static gboolean
look_at (Work *w, guint first, guint n)
{
  const char *texts[2] = { NULL };
  for (guint i = 0; i < n; i++)
    texts[i] = w->question->subjects[first + i].text;
  if (!rs_session_look (w->session, instant_of (w, first), texts, n, &w->looks[first], w->error))
    return FALSE;
  /* "ref ()" of a dead referent: it is that which is asked about. */
  for (guint i = 0; i < n; i++)
    w->gone[first + i] =
        g_str_has_suffix (texts[i], ")") && strcmp (w->looks[first + i].type_name, "NoneType") == 0;
  return TRUE;
}

static gboolean
find_subjects (Work *w)
{
  const RsSubject *subjects = w->question->subjects;
  guint n = (subjects[0].text != NULL) + (subjects[1].text != NULL);
  gboolean together = n == 2 && *subjects[0].text != '#' && *subjects[1].text != '#'
                      && same_instant (instant_of (w, 0), instant_of (w, 1));
  if (together)
    return look_at (w, 0, 2);
  for (guint i = 0; i < n; i++)
    if (!(*subjects[i].text == '#' ? find_by_serial (w, i, subjects[i].text) : look_at (w, i, 1)))
      return FALSE;
  return TRUE;
}

/* The heap of the moment, and the first subject in it. FALSE: nobody but the
 * asker has ever had it. */
static gboolean
find_node (Work *w)
{
  const RsLook *look = &w->looks[0];
  if (look->flags & RS_LOOK_NEW)
    {
      g_set_error (w->error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "\"%s\" makes a new object, which the program does not have",
                   w->question->subjects[0].text);
      return FALSE;
    }
  w->graph = rs_session_whole_graph (w->session, &w->question->at, w->error);
  if (w->graph == NULL)
    return FALSE;
  w->node = w->gone[0] ? RS_NONE : rs_heap_graph_find (w->graph, look->serial);
  if (w->node != RS_NONE && w->answer->type_name == NULL)
    w->answer->type_name =
        g_strdup (rs_heap_graph_text (w->graph, w->graph->nodes[w->node].type_name));
  return TRUE;
}

static gboolean
must_live (Work *w)
{
  if (w->node == RS_NONE)
    g_set_error (w->error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                 "\"%s\" is dead at that moment", w->question->subjects[0].text);
  return w->node != RS_NONE;
}

/* --- proofs --------------------------------------------------------------- */

/* The name of the function whose line is about to run. */
static const char *
function_of (const RsHeapGraph *graph)
{
  for (guint i = 0; i < graph->n_roots; i++)
    {
      const RsGraphNode *node = &graph->nodes[graph->roots[i]];
      if (node->kind == RS_GNODE_FRAME && node->origin == RS_ORIGIN_PROGRAM)
        return rs_heap_graph_text (graph, node->text);
    }
  return "<module>";
}

static char **
copy_labels (char *const *labels)
{
  return g_strdupv ((char **) labels);
}

static void
free_labels (gpointer labels)
{
  g_strfreev (labels);
}

/* The best chain that ends with each edge of CUT. */
static GPtrArray *
chains_to (const RsHeapGraph *graph, const GArray *cut)
{
  GPtrArray *chains = g_ptr_array_new_with_free_func (free_labels);
  for (guint i = 0; i < cut->len; i++)
    {
      guint32 edge = g_array_index (cut, guint32, i);
      g_autoptr (GPtrArray) holders = rs_holders_find (graph, graph->edges[edge].target);
      for (guint k = 0; k < holders->len; k++)
        {
          const RsHolder *holder = holders->pdata[k];
          if (holder->edge == edge)
            g_ptr_array_add (chains, copy_labels (holder->labels));
        }
    }
  return chains;
}

/* Shortens LABELS, from its end, until Python has a statement against what is
 * the last reference then: what hangs on that goes with it, unless something
 * else holds it. NULL: there is none. */
static char *
shorten (const RsHeapGraph *graph, char **labels)
{
  for (guint n = g_strv_length (labels); n > 0; n--)
    {
      char *statement = rs_statement_against (labels, function_of (graph));
      if (statement != NULL)
        return statement;
      g_clear_pointer (&labels[n - 1], g_free);
    }
  return NULL;
}

/* A statement against each of CHAINS, which are shortened; NULL: one has
 * none. */
static char **
statements_against (const RsHeapGraph *graph, const GPtrArray *chains)
{
  g_autoptr (GPtrArray) statements = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < chains->len; i++)
    {
      char *statement = shorten (graph, chains->pdata[i]);
      if (statement == NULL)
        return NULL;
      if (!g_ptr_array_find_with_equal_func (statements, statement, g_str_equal, NULL))
        g_ptr_array_add (statements, statement);
      else
        g_free (statement);
    }
  g_ptr_array_add (statements, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&statements), FALSE);
}

/* Executes STATEMENTS and looks whether the subject dies. NULL: it does not. */
static RsProof *
try_proof (Work *w, char **statements)
{
  RsTrial trial;
  RsProof *proof = NULL;
  if (!rs_session_try (w->session, &w->question->at, (const char *const *) statements, TRUE,
                       w->graph->nodes[w->node].serial, &trial, NULL))
    return NULL;
  if (trial.outcome != RS_OUTCOME_LIVES)
    {
      proof = g_new0 (RsProof, 1);
      proof->statements = g_strdupv (statements);
      proof->outcome = trial.outcome;
      proof->line = w->graph->moment.line_next;
    }
  rs_trial_clear (&trial);
  return proof;
}

static GPtrArray *
copy_chains (const GPtrArray *chains)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (free_labels);
  for (guint i = 0; i < chains->len; i++)
    g_ptr_array_add (copy, copy_labels (chains->pdata[i]));
  return copy;
}

/* One smallest cut, and what became of it. */
typedef struct {
  GPtrArray *chains; /* as they were carried out, if they were */
  RsProof *proof;
  gboolean at_once;
} Cut;

static void
cut_clear (Cut *cut)
{
  g_clear_pointer (&cut->chains, g_ptr_array_unref);
  g_clear_pointer (&cut->proof, proof_free);
}

/* FALSE: nothing holds the subject, or too much. */
static gboolean
find_cut (Work *w, gboolean near, Cut *cut)
{
  g_autoptr (GArray) edges = rs_cut_find (w->graph, w->node, near, MOST_CUT);
  *cut = (Cut){ NULL };
  if (edges == NULL || edges->len == 0)
    return FALSE;
  cut->chains = chains_to (w->graph, edges);
  g_autoptr (GPtrArray) shortened = copy_chains (cut->chains);
  g_auto (GStrv) statements = statements_against (w->graph, shortened);
  cut->proof = statements ? try_proof (w, statements) : NULL;
  cut->at_once = cut->proof ? cut->proof->outcome == RS_OUTCOME_DEAD
                            : rs_cut_frees_at_once (w->graph, w->node, edges);
  if (cut->proof != NULL)
    {
      g_ptr_array_unref (cut->chains);
      cut->chains = g_steal_pointer (&shortened);
    }
  return TRUE;
}

/* What only garbage holds dies in the next collection, whatever one does. */
static RsProof *
prove_garbage (Work *w)
{
  char *nothing[] = { NULL };
  return try_proof (w, nothing);
}

/* The smallest cut that frees the subject, at once if one does; the references
 * that must go in *REMOVE, as chains. NULL: there is no proof. */
static RsProof *
prove_by_cut (Work *w, GPtrArray **remove, gboolean *at_once)
{
  Cut near, far;
  *remove = NULL;
  if (!find_cut (w, TRUE, &near))
    return prove_garbage (w);
  if ((near.proof == NULL || near.proof->outcome != RS_OUTCOME_DEAD) && find_cut (w, FALSE, &far))
    {
      if (far.proof != NULL && (near.proof == NULL || far.proof->outcome < near.proof->outcome))
        {
          Cut other = near;
          near = far;
          far = other;
        }
      cut_clear (&far);
    }
  *remove = near.chains;
  *at_once = near.at_once;
  return near.proof;
}

/* --- alive, count, holders ------------------------------------------------ */

static gint64
count_weak (const RsHeapGraph *graph, guint32 node)
{
  gint64 n = 0;
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    n += graph->edges[graph->in_edges[i]].strength == RS_WEAK;
  return n;
}

static void
set_holders (Work *w)
{
  g_autoptr (GPtrArray) holders = rs_holders_find (w->graph, w->node);
  w->answer->holders = g_ptr_array_new_with_free_func (free_labels);
  w->answer->count = w->graph->nodes[w->node].refcount;
  for (guint i = 0; i < holders->len; i++)
    g_ptr_array_add (w->answer->holders, copy_labels (((RsHolder *) holders->pdata[i])->labels));
}

/* The chain from a root, or from the object itself where only a cycle holds
 * it. */
static void
set_chain (Work *w)
{
  w->answer->chain = rs_chain_find (w->graph, w->node);
  if (w->answer->chain != NULL)
    return;
  g_autoptr (GPtrArray) holders = rs_holders_find (w->graph, w->node);
  if (holders->len > 0)
    w->answer->chain = copy_labels (((RsHolder *) holders->pdata[0])->labels);
}

static gboolean
answer_alive (Work *w)
{
  g_autoptr (GPtrArray) remove = NULL;
  gboolean at_once;
  if (!find_node (w))
    return FALSE;
  w->answer->yes = w->node != RS_NONE;
  if (!w->answer->yes)
    return TRUE;
  set_chain (w);
  w->answer->weakrefs = count_weak (w->graph, w->node);
  w->answer->proof = prove_by_cut (w, &remove, &at_once);
  return TRUE;
}

static gboolean
answer_count (Work *w)
{
  if (!find_node (w) || !must_live (w))
    return FALSE;
  set_holders (w);
  return TRUE;
}

/* --- same, size ----------------------------------------------------------- */

static const char *
reason_of (const Work *w)
{
  guint flags = w->looks[0].flags, bound = flags | w->looks[1].flags;
  if (!w->answer->yes)
    return w->answer->same_address == 1 ? "free list reuse" : "two objects";
  return flags & RS_LOOK_SMALL_INT                      ? "small int"
         : flags & (RS_LOOK_SINGLETON | RS_LOOK_MEMBER) ? "singleton"
         : bound & RS_LOOK_BOUND_INTERNED               ? "interned"
         : bound & RS_LOOK_BOUND_NAME                   ? "same object by assignment"
         : flags & RS_LOOK_CONSTANT                     ? "one constant"
         : flags & RS_LOOK_INTERNED                     ? "interned"
         : flags & RS_LOOK_WEAKREF                      ? "reused weak reference"
                                                        : "same object by assignment";
}

/* What the line that is about to run prints; NULL: nothing. */
static char *
printed_by_line (Work *w)
{
  const RsInstant *at = &w->question->at;
  const RsRecording *recording = rs_session_recording (w->session);
  if (!at->is_step || at->number >= recording->n_steps)
    return NULL;
  guint from = (guint) at->number, to = from + 1;
  while (to < recording->n_steps && recording->steps[to].depth > recording->steps[from].depth)
    to++;
  g_autoptr (RsJournal) journal = rs_session_journal_steps (w->session, from, to, FALSE, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; journal != NULL && i < journal->n_events; i++)
    if (journal->events[i].kind == RS_EVENT_OUTPUT && journal->events[i].number == 1)
      g_string_append (text, journal->events[i].label);
  return text->len > 0 ? g_strndup (text->str, strcspn (text->str, "\n")) : NULL;
}

static gboolean
answer_same (Work *w)
{
  RsAnswer *answer = w->answer;
  answer->yes = w->looks[0].serial == w->looks[1].serial;
  answer->same_address = w->looks[0].address != 0 && w->looks[0].address == w->looks[1].address;
  answer->reason = reason_of (w);
  answer->printed = printed_by_line (w);
  return TRUE;
}

static gboolean
answer_size (Work *w)
{
  w->answer->size = w->looks[0].size;
  return TRUE;
}

/* --- collectable, reachable ----------------------------------------------- */

static void
clear_count (gpointer data)
{
  g_free (((RsTypeCount *) data)->type);
}

static int
compare_counts (gconstpointer a, gconstpointer b)
{
  return strcmp (((const RsTypeCount *) a)->type, ((const RsTypeCount *) b)->type);
}

/* Counts one of TYPE. */
static void
count_type (GArray **types, const char *type)
{
  if (*types == NULL)
    {
      *types = g_array_new (FALSE, FALSE, sizeof (RsTypeCount));
      g_array_set_clear_func (*types, clear_count);
    }
  for (guint i = 0; i < (*types)->len; i++)
    if (strcmp (g_array_index (*types, RsTypeCount, i).type, type) == 0)
      {
        g_array_index (*types, RsTypeCount, i).n++;
        return;
      }
  RsTypeCount count = { g_strdup (type), 1 };
  g_array_append_val (*types, count);
  g_array_sort (*types, compare_counts);
}

static const char *
type_at (const Work *w, guint32 node)
{
  return rs_heap_graph_text (w->graph, w->graph->nodes[node].type_name);
}

static void
count_freed (Work *w, const GArray *died)
{
  for (guint i = 0; i < died->len; i++)
    {
      guint32 node = rs_heap_graph_find (w->graph, g_array_index (died, guint64, i));
      if (node != RS_NONE && w->graph->nodes[node].gc_generation >= 0)
        count_type (&w->answer->types, type_at (w, node));
    }
}

static gboolean
answer_collectable (Work *w)
{
  RsAnswer *answer = w->answer;
  RsTrial trial;
  if (!find_node (w))
    return FALSE;
  if (w->node == RS_NONE)
    {
      answer->state = RS_DEAD;
      return TRUE;
    }
  answer->chain = rs_chain_find (w->graph, w->node);
  answer->state = answer->chain ? RS_HELD : RS_GARBAGE;
  answer->count = w->graph->nodes[w->node].refcount;
  if (!rs_session_try (w->session, &w->question->at, NULL, TRUE, w->graph->nodes[w->node].serial,
                       &trial, w->error))
    return FALSE;
  answer->yes = trial.outcome == RS_OUTCOME_COLLECTED;
  answer->resurrected = answer->state == RS_GARBAGE && !answer->yes;
  count_freed (w, trial.died);
  rs_trial_clear (&trial);
  return TRUE;
}

static gboolean
answer_reachable (Work *w)
{
  if (!find_node (w))
    return FALSE;
  if (w->node != RS_NONE && w->question->subjects[1].text == NULL)
    w->answer->chain = rs_chain_find (w->graph, w->node);
  else if (w->node != RS_NONE)
    {
      guint32 to = w->gone[1] ? RS_NONE : rs_heap_graph_find (w->graph, w->looks[1].serial);
      if (to != RS_NONE)
        w->answer->chain = rs_chain_between (w->graph, w->node, to);
    }
  w->answer->yes = w->answer->chain != NULL;
  return TRUE;
}

/* --- keeps, cut, grew ----------------------------------------------------- */

static gboolean
answer_keeps (Work *w)
{
  g_autoptr (GPtrArray) remove = NULL;
  gboolean at_once;
  if (!find_node (w) || !must_live (w))
    return FALSE;
  g_autoptr (GArray) freed = rs_freed_with (w->graph, w->node);
  for (guint i = 0; i < freed->len; i++)
    {
      guint32 node = g_array_index (freed, guint32, i);
      count_type (&w->answer->types, type_at (w, node));
      w->answer->bytes += w->graph->nodes[node].size;
    }
  w->answer->proof = prove_by_cut (w, &remove, &at_once);
  return TRUE;
}

static gboolean
equal_chains (gconstpointer a, gconstpointer b)
{
  return g_strv_equal (a, b);
}

/* Whether they are the same, in any order. */
static gboolean
same_chains (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    if (!g_ptr_array_find_with_equal_func (b, a->pdata[i], equal_chains, NULL))
      return FALSE;
  return a->len == b->len;
}

/* Of the smallest cuts, the one nearest to the subject or to the roots that has
 * not been answered, if that is another. */
static void
set_other_way (Work *w)
{
  for (guint near = 0; near < 2 && w->answer->other_remove == NULL; near++)
    {
      Cut cut;
      if (!find_cut (w, near == 1, &cut))
        continue;
      if (cut.chains->len == w->answer->remove->len && !same_chains (cut.chains, w->answer->remove))
        {
          w->answer->other_remove = g_ptr_array_ref (cut.chains);
          w->answer->other_statements = cut.proof ? g_strdupv (cut.proof->statements) : NULL;
        }
      cut_clear (&cut);
    }
}

/* A chain for each unit of a maximal flow. */
static void
set_disjoint (Work *w)
{
  g_autoptr (GPtrArray) ways = rs_cut_disjoint (w->graph, w->node, MOST_CUT);
  g_autoptr (GPtrArray) chains = g_ptr_array_new_with_free_func (free_labels);
  for (guint i = 0; ways != NULL && i < ways->len; i++)
    {
      char **chain = rs_chain_within (w->graph, w->node, ways->pdata[i]);
      if (chain != NULL)
        g_ptr_array_add (chains, chain);
    }
  if (ways != NULL && chains->len == ways->len)
    w->answer->disjoint = g_steal_pointer (&chains);
}

static gboolean
answer_cut (Work *w)
{
  gboolean at_once = FALSE;
  if (!find_node (w) || !must_live (w))
    return FALSE;
  w->answer->proof = prove_by_cut (w, &w->answer->remove, &at_once);
  w->answer->size = w->answer->remove ? w->answer->remove->len : 0;
  w->answer->yes = !at_once;
  if (w->answer->remove != NULL)
    {
      set_other_way (w);
      set_disjoint (w);
    }
  return TRUE;
}

static gboolean
answer_grew (Work *w)
{
  g_autoptr (RsConstHeapGraph) before =
      rs_session_whole_graph (w->session, &w->question->since, w->error);
  w->graph = before ? rs_session_whole_graph (w->session, &w->question->at, w->error) : NULL;
  if (w->graph != NULL)
    w->answer->types = rs_growth (before, w->graph);
  return w->graph != NULL;
}

/* --- dead, died_at -------------------------------------------------------- */

/* "ref ()" is None, or a dead weak reference is asked about: its referent is
 * meant. */
static gboolean
find_referent (Work *w)
{
  const char *text = w->question->subjects[0].text;
  RsLook *look = &w->looks[0];
  if (w->gone[0])
    {
      gsize n = strlen (text) - 1;
      while (n > 0 && text[n - 1] != '(')
        n--;
      g_autofree char *reference = g_strndup (text, n > 0 ? n - 1 : 0);
      const char *texts[] = { reference };
      rs_look_clear (look);
      if (!rs_session_look (w->session, instant_of (w, 0), texts, 1, look, w->error))
        return FALSE;
    }
  if (g_strcmp0 (look->type_name, "weakref") == 0
      || g_strcmp0 (look->type_name, "ReferenceType") == 0
      || g_strcmp0 (look->type_name, "KeyedRef") == 0)
    look->serial = rs_death_referent (w->session, look->serial);
  return TRUE;
}

static guint64
step_of (const Work *w)
{
  const RsInstant *at = &w->question->at;
  return at->is_step ? at->number
                     : rs_recording_step_at (rs_session_recording (w->session), at->number);
}

static gboolean
answer_death (Work *w)
{
  RsDeathFound found;
  const RsSubject *subject = &w->question->subjects[0];
  gboolean past = w->question->why == RS_WHY_DEAD;
  if (past && !subject->is_named && *subject->text != '#' && !find_referent (w))
    return FALSE;
  if (!rs_death_find (w->session, w->looks[0].serial, &found))
    {
      g_set_error (w->error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "the run has no object \"%s\" whose life is known", subject->text);
      return FALSE;
    }
  w->answer->cause = rs_death_name (found.cause);
  w->answer->line = found.line;
  w->answer->chain = found.last;
  if (past && found.step > step_of (w))
    g_set_error (w->error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                 "\"%s\" is alive at that moment", subject->text);
  return !past || found.step <= step_of (w);
}

static gboolean (*const answers[RS_N_WHYS]) (Work *w) = {
  [RS_WHY_ALIVE] = answer_alive,
  [RS_WHY_DEAD] = answer_death,
  [RS_WHY_DIED_AT] = answer_death,
  [RS_WHY_COUNT] = answer_count,
  [RS_WHY_HOLDERS] = answer_count,
  [RS_WHY_SAME] = answer_same,
  [RS_WHY_SIZE] = answer_size,
  [RS_WHY_COLLECTABLE] = answer_collectable,
  [RS_WHY_REACHABLE] = answer_reachable,
  [RS_WHY_KEEPS] = answer_keeps,
  [RS_WHY_CUT] = answer_cut,
  [RS_WHY_GREW] = answer_grew,
};

RsAnswer *
rs_answer (RsSession *session, const RsQuestion *question, GError **error)
{
  g_autoptr (RsAnswer) answer = g_new0 (RsAnswer, 1);
  Work work = { .session = session, .question = question, .answer = answer, .error = error };
  answer->why = question->why;
  answer->weakrefs = answer->same_address = -1;
  answer->subject = g_strdup (question->subjects[0].text);
  gboolean ok = find_subjects (&work);
  if (ok)
    {
      answer->type_name = g_strdup (work.looks[0].type_name);
      ok = answers[question->why](&work);
    }
  rs_look_clear (&work.looks[0]);
  rs_look_clear (&work.looks[1]);
  rs_heap_graph_unref (work.graph);
  return ok ? g_steal_pointer (&answer) : NULL;
}
