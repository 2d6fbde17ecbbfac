/* SPDX-License-Identifier: MIT
 *
 * What the window calls things. What the engine says of the user's program
 * (syntax errors, tracebacks, who waits for whom) stays as it is worded there,
 * in every language.
 */
#include "display-strings.h"

#include "explain/events.h"

#include <glib/gi18n.h>

const char *
rs_string_for_stop (const RsRecording *recording)
{
  switch (recording->stop)
    {
    case RS_STOP_NONE:
      return "";
    case RS_STOP_CANCEL:
      return _ ("The program was stopped. What it did until then can be stepped through.");
    case RS_STOP_STEPS:
      return _ ("The program was stopped at the limit of steps. What it did until then can be "
                "stepped through.");
    case RS_STOP_INSTRUCTIONS:
      return _ ("The program was stopped at the limit of instructions.");
    case RS_STOP_MEMORY:
    case RS_STOP_RESERVE:
      return _ ("The program was stopped at the limit of memory.");
    case RS_STOP_INPUT:
      return _ ("The program waits for input. What it did until then can be stepped through.");
    case RS_STOP_NOT_STARTED:
      return _ ("There is not enough memory to run the program.");
    case RS_STOP_DEADLOCK: /* names the threads, and what each waits for */
    case RS_STOP_LINE:     /* the window sets no such limit */
    case RS_N_STOPS:
      break;
    }
  return recording->stop_text;
}

const char *
rs_string_for_error (const GError *error)
{
  if (g_error_matches (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MEMORY))
    return _ ("There is not enough memory to run the program.");
  return error->message;
}

const char *
rs_string_for_event (int event)
{
  switch (event)
    {
    case RS_MOMENT_CALL:
      return _ ("call");
    case RS_MOMENT_LINE:
      return _ ("line");
    case RS_MOMENT_RETURN:
      return _ ("return");
    case RS_MOMENT_EXCEPTION:
      return _ ("exception");
    default:
      return _ ("instruction");
    }
}

/* "Child A7" (transfer full); NULL: there is none. */
static char *
name_of (RsAppSession *session, const char *type, guint64 serial)
{
  g_autofree char *identity = serial != 0 ? rs_app_session_get_identity (session, serial) : NULL;

  if (identity == NULL || type == NULL)
    return g_steal_pointer (&identity);
  return g_strdup_printf ("%s %s", type, identity);
}

char *
rs_string_for_journal_event (RsAppSession *session, const RsEvent *event)
{
  g_autofree char *object = name_of (session, event->type, event->object),
                  *other = name_of (session, event->other_type, event->other);

  return rs_event_words (event, object, other);
}

/* The object whose __dict__ NODE is; RS_NONE: it is a dict of its own. */
static guint32
dict_owner (const RsHeapGraph *graph, guint32 node)
{
  for (guint32 i = graph->in_first[node]; i < graph->in_first[node + 1]; i++)
    {
      const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];
      if (edge->kind == RS_REF_DICT && edge->source != node
          && graph->nodes[edge->source].kind == RS_GNODE_OBJECT)
        return edge->source;
    }
  return RS_NONE;
}

char *
rs_string_for_node (RsAppSession *session, const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  const char *text = rs_heap_graph_text (graph, n->text),
             *type = rs_heap_graph_text (graph, n->type_name);

  switch (n->kind)
    {
    case RS_GNODE_FRAME:
      return g_strdup_printf (_ ("frame of %s"), text);
    case RS_GNODE_NAMESPACE:
      return g_strdup_printf (_ ("module %s"), text);
    case RS_GNODE_ROOT:
      return g_strdup_printf (_ ("the interpreter (%s)"), *text ? text : type);
    case RS_GNODE_SHARED_KEYS:
      return g_strdup (_ ("shared keys"));
    case RS_GNODE_VALUES:
      return g_strdup (_ ("attribute values"));
    default:
      break;
    }
  g_autofree char *identity = rs_app_session_get_identity (session, n->serial);
  switch (n->shape)
    {
    case RS_SHAPE_CLASS:
    case RS_SHAPE_FUNCTION:
    case RS_SHAPE_MODULE:
    case RS_SHAPE_CODE:
    case RS_SHAPE_BUILTIN:
      return *text
                 ? g_strdup_printf ("%s %s", n->shape == RS_SHAPE_CLASS ? _ ("class") : type, text)
                 : g_strdup (type);
    case RS_SHAPE_INT:
    case RS_SHAPE_FLOAT:
    case RS_SHAPE_STR:
    case RS_SHAPE_BYTES:
    case RS_SHAPE_NONE:
    case RS_SHAPE_BOOL:
      return g_strdup_printf ("%s %s", type, text);
    case RS_SHAPE_DICT:
      if (dict_owner (graph, node) != RS_NONE)
        {
          g_autofree char *owner = rs_string_for_node (session, graph, dict_owner (graph, node));
          return g_strdup_printf ("%s.__dict__", owner);
        }
      return g_strdup_printf ("%s %s", type, identity);
    default:
      return g_strdup_printf ("%s %s", type, identity);
    }
}

char *
rs_string_for_life (RsAppSession *session, guint64 serial)
{
  RsRecording *recording = rs_app_session_get_recording (session);
  const RsLives *lives = recording != NULL ? recording->lives : NULL;
  const RsLife *life = lives != NULL ? rs_lives_get (lives, serial) : NULL;
  g_autofree char *identity = rs_app_session_get_identity (session, serial);
  return life != NULL ? g_strdup_printf ("%s %s", lives->types[life->type].name, identity)
                      : g_steal_pointer (&identity);
}

char *
rs_string_for_edge (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  char buffer[32];
  const char *label = rs_heap_graph_label (graph, edge, buffer);
  switch (edge->kind)
    {
    case RS_REF_ATTRIBUTE:
    case RS_REF_SLOT:
      return g_strdup_printf (".%s", label);
    case RS_REF_VALUE:
      return g_strdup_printf ("[%s]", label);
    default:
      return g_strdup (label);
    }
}

const char *
rs_string_for_strength (int strength)
{
  return strength == RS_WEAK ? _ ("weak") : strength == RS_TEMPORARY ? _ ("temporary") : "";
}
