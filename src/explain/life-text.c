/* SPDX-License-Identifier: MIT
 *
 * A life in words and as JSON. A step is the one during which something
 * happened: who stands there has it yet to come.
 */
#include "life-text.h"

#include "text/escape.h"

static void
add_place (GString *out, const RsLives *lives, guint32 step, guint site)
{
  const RsLifeSite *at = &lives->sites[site];
  if (at->line > 0)
    g_string_append_printf (out, " at line %d", at->line);
  if (at->function != NULL && at->line > 0)
    g_string_append_printf (out, " in %s", at->function);
  if (step > 0)
    g_string_append_printf (out, " (step %u)", step - 1);
}

static void
add_death (GString *out, const RsLives *lives, const RsLife *life)
{
  const RsLife *holder = life->holder ? rs_lives_get (lives, life->holder) : NULL;
  const RsCollection *collection = &lives->collections[life->collection];
  if (life->death == RS_DEATH_NONE)
    {
      g_string_append (out, ", still alive");
      return;
    }
  if (life->death == RS_DEATH_EXIT)
    {
      g_string_append (out, ", died at exit");
      return;
    }
  g_string_append (out, ", died");
  add_place (out, lives, life->died_step, life->died_site);
  if (life->flags & RS_LIFE_RENEWED)
    g_string_append (out, ": it grew in place");
  else if (life->death == RS_DEATH_COLLECTED && (life->flags & RS_LIFE_FOUND))
    g_string_append_printf (out, ": collected, generation %u", collection->generation);
  else if (holder != NULL)
    g_string_append_printf (out, ": freed with its holder, the %s #%" G_GUINT64_FORMAT,
                            lives->types[holder->type].name, (guint64) life->holder);
  else
    g_string_append_printf (out, ": its count fell to 0%s",
                            life->death == RS_DEATH_COLLECTED ? ", while a collection ran" : "");
}

char *
rs_life_text (const RsLives *lives, guint64 serial)
{
  const RsLife *life = rs_lives_get (lives, serial);
  GString *out = g_string_new (NULL);
  g_string_append_printf (out, "#%" G_GUINT64_FORMAT " %s, born", serial,
                          lives->types[life->type].name);
  if (life->flags & RS_LIFE_STARTUP)
    g_string_append (out, " before the program started");
  else
    add_place (out, lives, life->born_step, life->born_site);
  add_death (out, lives, life);
  return g_string_free (out, FALSE);
}

/* --- JSON ----------------------------------------------------------------- */

void
rs_life_event_json (GString *out, const RsLives *lives, guint32 step, guint64 instruction,
                    guint site)
{
  const RsLifeSite *at = &lives->sites[site];
  if (step > 0)
    g_string_append_printf (out, "\"step\": %u", step - 1);
  else
    g_string_append (out, "\"step\": null");
  g_string_append_printf (out, ", \"instruction\": %" G_GUINT64_FORMAT, instruction);
  if (at->line > 0)
    g_string_append_printf (out, ", \"line\": %d", at->line);
  else
    g_string_append (out, ", \"line\": null");
  g_string_append (out, ", \"function\": ");
  if (at->function != NULL)
    rs_json_string (out, at->function);
  else
    g_string_append (out, "null");
}

static void
add_death_json (GString *out, const RsLives *lives, const RsLife *life)
{
  gboolean exit = life->death == RS_DEATH_EXIT;
  g_string_append_c (out, '{');
  rs_life_event_json (out, lives, exit ? 0 : life->died_step, life->died,
                      exit ? 0 : (guint) life->died_site);
  g_string_append_printf (out, ", \"cause\": \"%s\"", rs_death_name (life->death));
  if (life->holder != 0)
    g_string_append_printf (out, ", \"holder\": %" G_GUINT64_FORMAT, (guint64) life->holder);
  else
    g_string_append (out, ", \"holder\": null");
  if (life->death == RS_DEATH_COLLECTED)
    g_string_append_printf (out, ", \"generation\": %u}",
                            lives->collections[life->collection].generation);
  else
    g_string_append (out, ", \"generation\": null}");
}

void
rs_life_json (GString *out, const RsLives *lives, guint64 serial)
{
  const RsLife *life = rs_lives_get (lives, serial);
  g_string_append_printf (out, "\"serial\": %" G_GUINT64_FORMAT ", \"type\": ", serial);
  rs_json_string (out, lives->types[life->type].name);
  g_string_append_printf (
      out, ", \"address\": %" G_GUINT64_FORMAT ", \"bytes\": %u, \"thread\": %u, \"born\": {",
      rs_life_address (life), life->bytes, life->thread);
  rs_life_event_json (out, lives, life->born_step, life->born, life->born_site);
  g_string_append (out, "}, \"died\": ");
  if (life->death == RS_DEATH_NONE)
    g_string_append (out, "null");
  else
    add_death_json (out, lives, life);
}
