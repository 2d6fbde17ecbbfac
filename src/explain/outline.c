/* SPDX-License-Identifier: MIT
 *
 * The outline. Every fact of a node and of an edge that the picture shows is
 * written once, in a form that reads aloud and is read back (tests/explain/
 * test_outline.py): objects are told apart by "#serial".
 */
#include "outline.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_HOLDERS 12 /* that are named of an object */

/* TEXT, so that it stays in its line and holds no arrow. */
static char *
plain (const char *text)
{
  GString *out = g_string_new (NULL);
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\r')
        g_string_append (out, "\\r");
      else if (c == '\\')
        g_string_append (out, "\\\\");
      else if (c == 0x2192)
        g_string_append (out, "\\u2192");
      else
        g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

static char *
plain_text (const RsHeapGraph *graph, RsText text)
{
  return plain (rs_heap_graph_text (graph, text));
}

/* --- nodes ---------------------------------------------------------------- */

/* How a node is referred to. */
static char *
name_of (const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  g_autofree char *type = plain_text (graph, n->type_name), *text = plain_text (graph, n->text);
  if (n->kind == RS_GNODE_NAMESPACE)
    return g_strdup (text);
  if (n->kind == RS_GNODE_FRAME)
    return g_strdup_printf (_ ("frame %s at depth %u"), text, n->depth);
  if (n->flags & RS_NODE_INLINE)
    return *text != '\0' ? g_strdup_printf ("%s %s", type, text) : g_steal_pointer (&type);
  return g_strdup_printf ("%s #%" G_GUINT64_FORMAT, type, n->serial);
}

static void
add_count (GString *out, const RsGraphNode *node)
{
  g_string_append (out, ", ");
  if (node->flags & RS_NODE_IMMORTAL)
    g_string_append_printf (out, _ ("count %s"), "∞");
  else
    {
      g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, node->refcount);
      g_string_append_printf (out, _ ("count %s"), count);
    }
  if (node->size > 0)
    {
      g_autofree char *size = g_strdup_printf ("%" G_GUINT64_FORMAT, node->size);
      g_string_append (out, ", ");
      g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "%s byte", "%s bytes", node->size),
                              size);
    }
}

static void
add_flag (GString *out, gboolean so, const char *text)
{
  if (so)
    g_string_append_printf (out, ", %s", text);
}

static void
add_number (GString *out, guint number, const char *format)
{
  if (number == 0)
    return;
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_string_append (out, ", ");
  g_string_append_printf (out, format, text);
}

static void
add_flags (GString *out, const RsGraphNode *node)
{
  add_flag (out, node->flags & RS_NODE_UNREACHABLE, _ ("garbage"));
  add_flag (out, node->flags & RS_NODE_DEAD_WEAKREF, _ ("its object is dead"));
  add_flag (out, node->flags & RS_NODE_FINALIZED, _ ("finalized"));
  add_flag (out, node->flags & RS_NODE_INTERNED, _ ("interned"));
  add_flag (out, node->flags & RS_NODE_RETURNED, _ ("has returned"));
  add_number (out, node->alike > 1 ? node->alike : 0, _ ("one of %s alike"));
  add_number (out, node->cut, _ ("%s references not shown"));
  add_number (out, node->folded, _ ("%s objects inside"));
}

/* The line that begins a paragraph. */
static void
add_header (GString *out, const RsHeapGraph *graph, guint32 node)
{
  const RsGraphNode *n = &graph->nodes[node];
  g_autofree char *name = name_of (graph, node), *text = plain_text (graph, n->text);
  if (n->kind == RS_GNODE_NAMESPACE)
    {
      g_string_append_printf (out, _ ("names of %s"), text);
      g_string_append_c (out, '\n');
      return;
    }
  g_string_append (out, name);
  if (n->kind == RS_GNODE_FRAME)
    {
      add_number (out, MAX (n->line, 0), _ ("line %s"));
      add_flag (out, n->flags & RS_NODE_CURRENT, _ ("runs"));
    }
  else
    {
      if (*text != '\0')
        g_string_append_printf (out, " “%s”", text);
      if (n->kind == RS_GNODE_OBJECT)
        add_count (out, n);
      add_flags (out, n);
    }
  g_string_append_c (out, '\n');
}

/* --- references ----------------------------------------------------------- */

static const char *
kind_words (RsRefKind kind)
{
  static const char *const words[RS_N_REFS] = {
    N_ ("reference"), N_ ("name"),      N_ ("name"),      N_ ("cell"),    N_ ("item"),
    N_ ("key"),       N_ ("value of"),  N_ ("attribute"), N_ ("slot"),    N_ ("type"),
    N_ ("base"),      N_ ("mro"),       N_ ("closure"),   N_ ("default"), N_ ("code"),
    N_ ("constant"),  N_ ("name used"), N_ ("dict"),      N_ ("self"),    N_ ("function"),
    N_ ("referent"),  N_ ("callback"),  N_ ("traceback"), N_ ("frame"),   N_ ("stack"),
    N_ ("root"),
  };
  return _ (words[kind]);
}

/* "attribute p", "item 0", "value of 'k'". */
static char *
label_of (const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  g_autofree char *label = plain_text (graph, edge->label);
  const char *kind = kind_words (edge->kind);
  if (*label != '\0')
    return g_strdup_printf ("%s %s", kind, label);
  return edge->index >= 0 ? g_strdup_printf ("%s %d", kind, edge->index) : g_strdup (kind);
}

static void
add_row (GString *out, const RsHeapGraph *graph, const RsGraphEdge *edge)
{
  g_autofree char *label = label_of (graph, edge),
                  *target = edge->target != RS_NONE ? name_of (graph, edge->target) : NULL;
  g_string_append_printf (out, "  %s → %s", label,
                          target                      ? target
                          : edge->strength == RS_WEAK ? _ ("dead")
                                                      : _ ("nothing"));
  if (edge->strength != RS_STRONG && target != NULL)
    g_string_append_printf (out, " (%s)", edge->strength == RS_WEAK ? _ ("weak") : _ ("temporary"));
  if (edge->times > 1)
    {
      g_autofree char *times = g_strdup_printf ("%u", edge->times);
      g_string_append (out, " (");
      g_string_append_printf (out, _ ("%s times"), times);
      g_string_append_c (out, ')');
    }
  g_string_append_c (out, '\n');
}

/* What leads to NODE, counted references first. */
static void
add_holders (GString *out, const RsHeapGraph *graph, guint32 node)
{
  guint n = 0, first = graph->in_first[node], end = graph->in_first[node + 1];
  for (guint weak = 0; weak < 2; weak++)
    for (guint i = first; i < end && n < MOST_HOLDERS; i++)
      {
        const RsGraphEdge *edge = &graph->edges[graph->in_edges[i]];
        if ((edge->strength == RS_WEAK) != (weak == 1))
          continue;
        g_autofree char *label = label_of (graph, edge), *source = name_of (graph, edge->source);
        g_string_append (out, n++ == 0 ? "  " : ", ");
        if (n == 1)
          g_string_append_printf (out, "%s ", _ ("held by"));
        g_string_append_printf (out, weak ? _ ("weakly %s of %s") : _ ("%s of %s"), label, source);
      }
  if (end - first > n)
    add_number (out, end - first - n, _ ("and %s more"));
  if (n > 0)
    g_string_append_c (out, '\n');
}

/* --- the whole ------------------------------------------------------------ */

static void
add_moment (GString *out, const RsHeapGraph *graph)
{
  const RsMoment *moment = &graph->moment;
  g_autofree char *step = g_strdup_printf ("%" G_GUINT64_FORMAT, moment->step);
  g_string_append_printf (out, _ ("step %s"), step);
  add_number (out, MAX (moment->line_run, 0), _ ("line %s has run"));
  add_number (out, MAX (moment->line_next, 0), _ ("line %s is next"));
  add_number (out, graph->n_hidden, _ ("%s objects not shown"));
  g_string_append_c (out, '\n');
}

char *
rs_outline (const RsHeapGraph *graph)
{
  GString *out = g_string_new (NULL);
  add_moment (out, graph);
  for (guint32 i = 0; i < graph->n_nodes; i++)
    {
      const RsGraphNode *node = &graph->nodes[i];
      if (node->flags & RS_NODE_INLINE)
        continue;
      add_header (out, graph, i);
      for (guint32 e = node->first_edge; e < node->first_edge + node->n_edges; e++)
        add_row (out, graph, &graph->edges[e]);
      if (node->kind == RS_GNODE_OBJECT)
        add_holders (out, graph, i);
    }
  return g_string_free (out, FALSE);
}
