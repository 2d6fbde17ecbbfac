/* SPDX-License-Identifier: MIT
 *
 * An event in words and as JSON.
 */
#include "events.h"

#include "text/escape.h"

static char *
object_text (const RsEvent *event)
{
  return g_strdup_printf ("#%" G_GUINT64_FORMAT " %s", event->object,
                          event->type ? event->type : "?");
}

/* ", global x", ", attribute y of #7 Child". */
static void
add_reference (GString *out, const RsEvent *event)
{
  if (event->label != NULL)
    g_string_append_printf (out, ", %s", event->label);
  if (event->other != 0)
    g_string_append_printf (out, "%s #%" G_GUINT64_FORMAT " %s", event->label ? " of" : ", held by",
                            event->other, event->other_type ? event->other_type : "?");
  g_string_append_printf (out, ": %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, event->before,
                          event->after);
}

char *
rs_event_text (const RsEvent *event)
{
  GString *out = g_string_new (rs_event_name (event->kind));
  g_autofree char *object = event->object != 0 ? object_text (event) : NULL;
  if (object != NULL)
    g_string_append_printf (out, " %s", object);
  switch (event->kind)
    {
    case RS_EVENT_MADE:
    case RS_EVENT_GONE:
      add_reference (out, event);
      break;
    case RS_EVENT_BORN:
      if (event->other != 0)
        g_string_append_printf (out, " at the address of #%" G_GUINT64_FORMAT, event->other);
      break;
    case RS_EVENT_CLEARED:
      g_string_append_printf (out, ", which referred to #%" G_GUINT64_FORMAT " %s", event->other,
                              event->other_type ? event->other_type : "?");
      break;
    case RS_EVENT_GC_REFS:
      g_string_append_printf (out, ": %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " (generation %d)",
                              event->number, event->after, event->generation);
      break;
    case RS_EVENT_COLLECT:
      g_string_append_printf (out, " generation %" G_GINT64_FORMAT, event->number);
      break;
    case RS_EVENT_FOUND:
      g_string_append_printf (out, " %" G_GINT64_FORMAT " unreachable", event->number);
      break;
    case RS_EVENT_PHASE:
      g_string_append_printf (out, " %s", event->label);
      break;
    case RS_EVENT_SWITCHED:
      g_string_append_printf (out, " to thread %" G_GINT64_FORMAT, event->number);
      break;
    case RS_EVENT_OUTPUT:
      g_string_append_c (out, ' ');
      rs_json_string (out, event->label);
      break;
    default:
      break;
    }
  return g_string_free (out, FALSE);
}

static void
add_number (GString *out, const char *key, gint64 number)
{
  g_string_append_printf (out, ", \"%s\": %" G_GINT64_FORMAT, key, number);
}

static void
add_text (GString *out, const char *key, const char *text)
{
  if (text == NULL)
    return;
  g_string_append_printf (out, ", \"%s\": ", key);
  rs_json_string (out, text);
}

static const char *
number_key (const RsEvent *event)
{
  switch (event->kind)
    {
    case RS_EVENT_COLLECT:
      return "generation";
    case RS_EVENT_FOUND:
      return "objects";
    case RS_EVENT_SWITCHED:
      return "thread";
    case RS_EVENT_OUTPUT:
      return "stream";
    case RS_EVENT_GC_REFS:
      return "gc_refs";
    default:
      return NULL;
    }
}

static const char *
label_key (const RsEvent *event)
{
  return event->kind == RS_EVENT_OUTPUT                                 ? "text"
         : event->kind == RS_EVENT_MADE || event->kind == RS_EVENT_GONE ? "label"
                                                                        : "phase";
}

static const char *
other_key (const RsEvent *event)
{
  return event->kind == RS_EVENT_BORN      ? "address_of"
         : event->kind == RS_EVENT_CLEARED ? "referent"
                                           : "holder";
}

void
rs_event_json (GString *out, const RsEvent *event)
{
  g_string_append_printf (
      out, "\"event\": \"%s\", \"step\": %u, \"instruction\": %" G_GUINT64_FORMAT ", \"line\": %d",
      rs_event_name (event->kind), event->step, event->instruction, event->line);
  if (event->stop != 0)
    add_number (out, "stop", event->stop);
  if (event->object != 0)
    {
      add_number (out, "serial", event->object);
      add_text (out, "type", event->type);
      add_number (out, "address", event->address);
    }
  if (event->other != 0)
    add_number (out, other_key (event), event->other);
  add_text (out, event->kind == RS_EVENT_CLEARED ? "referent_type" : "holder_type",
            event->other_type);
  add_text (out, label_key (event), event->label);
  if (number_key (event) != NULL)
    add_number (out, number_key (event), event->number);
  if (event->before >= 0)
    add_number (out, "before", event->before);
  if (event->after >= 0)
    add_number (out, event->generation >= 0 ? "count" : "after", event->after);
  if (event->generation >= 0)
    add_number (out, "generation", event->generation);
}
