/* SPDX-License-Identifier: MIT
 *
 * What the command line wishes of a picture beyond its level. Objects are
 * said by names, as the program has them at the moment, or at the first of
 * several that knows the name: then it is the same object in all of them.
 */
#include "wishes.h"

#include "graph/heap-graph.h"

#include <string.h>

typedef struct {
  const char *option;
  const char *path; /* borrowed from the words */
  char *place;      /* of a pin: "X,Y" */
  guint64 serial;   /* 0: not found yet */
} Name;

static void
clear_name (gpointer data)
{
  Name *name = data;

  g_free (name->place);
}

GArray *
rs_wish_words_options (RsWishWords *words, const GOptionEntry *own)
{
  const GOptionEntry entries[] = {
    { "show", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->show,
      "Draw stack, frames, classes or library, whatever the level", "PARTS" },
    { "hide", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->hide, "Leave them out", "PARTS" },
    { "open", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->opened, "Open an object's card", "NAME" },
    { "fold", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->folded,
      "Fold an object's card, with what only it reaches", "NAME" },
    { "without", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->hidden,
      "Leave out an object, with what only it holds", "NAME" },
    { "around", 0, 0, G_OPTION_ARG_STRING, &words->around,
      "Only the part of the picture around an object", "NAME" },
    { "pin", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words->pins, "Draw an object there", "NAME=X,Y" },
    { "only-reached-by", 0, 0, G_OPTION_ARG_STRING, &words->reached_by,
      "Draw only what an object reaches", "NAME" },
    { "only-reaching", 0, 0, G_OPTION_ARG_STRING, &words->reaching,
      "Draw only what reaches an object", "NAME" },
  };
  GArray *all = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));

  for (; own->long_name != NULL; own++)
    g_array_append_val (all, *own);
  g_array_append_vals (all, entries, G_N_ELEMENTS (entries));
  return all;
}

/* --- reading -------------------------------------------------------------- */

static gboolean
read_parts (const RsVerb *verb, const char *option, char **words, guint *parts)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      g_auto (GStrv) list = g_strsplit (words[i], ",", -1);

      for (guint k = 0; list[k] != NULL; k++)
        {
          RsParts part = rs_part_from_name (list[k]);

          if (part == 0)
            {
              rs_cli_usage_error (verb,
                                  "--%s takes stack, frames, classes and library, with commas "
                                  "between, not \"%s\"",
                                  option, list[k]);
              return FALSE;
            }
          *parts |= part;
        }
    }
  return TRUE;
}

static void
add_names (GArray *names, const char *option, char **paths)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      Name name = { option, paths[i], NULL, 0 };

      g_array_append_val (names, name);
    }
}

/* "x=300,40" */
static gboolean
add_pins (const RsVerb *verb, GArray *names, char **pins)
{
  for (guint i = 0; pins != NULL && pins[i] != NULL; i++)
    {
      char *equals = strrchr (pins[i], '='), *comma = equals ? strchr (equals, ',') : NULL, *end;
      Name name = { "pin", pins[i], NULL, 0 };

      if (comma == NULL || equals == pins[i] || (g_ascii_strtod (equals + 1, &end), end != comma)
          || (g_ascii_strtod (comma + 1, &end), *end != '\0' || end == comma + 1))
        {
          rs_cli_usage_error (verb, "--pin takes NAME=X,Y, not \"%s\"", pins[i]);
          return FALSE;
        }
      *equals = '\0';
      name.place = g_strdup (equals + 1);
      g_array_append_val (names, name);
    }
  return TRUE;
}

gboolean
rs_wish_words_read (RsWishWords *words, const RsVerb *verb)
{
  char *one[] = { words->reached_by, NULL }, *other[] = { words->reaching, NULL },
       *third[] = { words->around, NULL };

  words->names = g_array_new (FALSE, FALSE, sizeof (Name));
  g_array_set_clear_func (words->names, clear_name);
  if (!read_parts (verb, "show", words->show, &words->parts_shown)
      || !read_parts (verb, "hide", words->hide, &words->parts_hidden)
      || !add_pins (verb, words->names, words->pins))
    return FALSE;
  add_names (words->names, "open", words->opened);
  add_names (words->names, "fold", words->folded);
  add_names (words->names, "without", words->hidden);
  add_names (words->names, "only-reached-by", one);
  add_names (words->names, "only-reaching", other);
  add_names (words->names, "around", third);
  return TRUE;
}

/* --- names ---------------------------------------------------------------- */

gboolean
rs_wish_words_look (RsWishWords *words, const RsHeapGraph *graph)
{
  gboolean all = TRUE;

  for (guint i = 0; i < words->names->len; i++)
    {
      Name *name = &g_array_index (words->names, Name, i);
      guint32 node = name->serial == 0 ? rs_heap_graph_resolve (graph, name->path) : RS_NONE;

      if (node != RS_NONE)
        name->serial = graph->nodes[node].serial;
      all &= name->serial != 0;
    }
  return all;
}

/* The serials that OPTION names, appended to words->serials; returns their
 * number. */
static guint
gather (RsWishWords *words, const char *option)
{
  guint n = 0;

  for (guint i = 0; i < words->names->len; i++)
    {
      const Name *name = &g_array_index (words->names, Name, i);

      if (strcmp (name->option, option) != 0)
        continue;
      g_array_append_val (words->serials, name->serial);
      n++;
    }
  return n;
}

static void
gather_pins (RsWishWords *words)
{
  words->places = g_array_new (FALSE, FALSE, sizeof (RsPin));
  for (guint i = 0; i < words->names->len; i++)
    {
      const Name *name = &g_array_index (words->names, Name, i);
      RsPin pin = { name->serial, 0, 0 };
      char *comma;

      if (name->place == NULL)
        continue;
      pin.x = g_ascii_strtod (name->place, &comma);
      pin.y = g_ascii_strtod (comma + 1, NULL);
      g_array_append_val (words->places, pin);
    }
}

gboolean
rs_wish_words_apply (RsWishWords *words, RsSceneOptions *options, GError **error)
{
  const guint64 *serials;
  guint opened, folded, hidden, by, to;

  for (guint i = 0; i < words->names->len; i++)
    {
      const Name *name = &g_array_index (words->names, Name, i);

      if (name->serial != 0)
        continue;
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "--%s %s: there is no such object at the moment, nor at any of several",
                   name->option, name->path);
      return FALSE;
    }
  words->serials = g_array_new (FALSE, FALSE, sizeof (guint64));
  opened = gather (words, "open");
  folded = gather (words, "fold");
  hidden = gather (words, "without");
  by = gather (words, "only-reached-by");
  to = gather (words, "only-reaching");
  gather_pins (words);
  serials = (const guint64 *) (gconstpointer) words->serials->data;
  options->opened = serials;
  options->n_opened = opened;
  options->wishes = (RsWishes){ .show = words->parts_shown,
                                .hide = words->parts_hidden,
                                .folded = serials + opened,
                                .n_folded = folded,
                                .hidden = serials + opened + folded,
                                .n_hidden = hidden };
  if (by > 0)
    options->wishes.reached_by = serials[opened + folded + hidden];
  if (to > 0)
    options->wishes.reaching = serials[opened + folded + hidden + by];
  return TRUE;
}

guint64
rs_wish_words_around (const RsWishWords *words)
{
  for (guint i = 0; i < words->names->len; i++)
    if (strcmp (g_array_index (words->names, Name, i).option, "around") == 0)
      return g_array_index (words->names, Name, i).serial;
  return 0;
}

RsPlan *
rs_wish_words_pin (const RsWishWords *words, RsPlan *plan)
{
  RsPlan *pinned;

  if (plan == NULL || words->places == NULL || words->places->len == 0)
    return plan;
  pinned =
      rs_plan_pin (plan, (const RsPin *) (gconstpointer) words->places->data, words->places->len);
  rs_plan_unref (plan);
  return pinned;
}

void
rs_wish_words_clear (RsWishWords *words)
{
  g_strfreev (words->show);
  g_strfreev (words->hide);
  g_strfreev (words->opened);
  g_strfreev (words->folded);
  g_strfreev (words->hidden);
  g_strfreev (words->pins);
  g_free (words->reached_by);
  g_free (words->reaching);
  g_free (words->around);
  g_clear_pointer (&words->names, g_array_unref);
  g_clear_pointer (&words->serials, g_array_unref);
  g_clear_pointer (&words->places, g_array_unref);
}
