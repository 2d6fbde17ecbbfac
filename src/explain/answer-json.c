/* SPDX-License-Identifier: MIT
 *
 * An answer as one JSON object, its keys in a fixed order.
 */
#include "question.h"

#include "text/escape.h"

static void
add_key (GString *out, const char *key)
{
  g_string_append (out, out->len > 1 && out->str[out->len - 1] != '{' ? ", " : "");
  rs_json_string (out, key);
  g_string_append (out, ": ");
}

static void
add_bool (GString *out, const char *key, gboolean value)
{
  add_key (out, key);
  g_string_append (out, value ? "true" : "false");
}

static void
add_number (GString *out, const char *key, gint64 value)
{
  add_key (out, key);
  g_string_append_printf (out, "%" G_GINT64_FORMAT, value);
}

static void
add_text (GString *out, const char *key, const char *value)
{
  add_key (out, key);
  if (value != NULL)
    rs_json_string (out, value);
  else
    g_string_append (out, "null");
}

static void
append_texts (GString *out, char *const *texts)
{
  g_string_append_c (out, '[');
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      rs_json_string (out, texts[i]);
    }
  g_string_append_c (out, ']');
}

static void
add_chain (GString *out, const char *key, char *const *labels)
{
  add_key (out, key);
  if (labels != NULL)
    append_texts (out, labels);
  else
    g_string_append (out, "null");
}

static void
add_chains (GString *out, const char *key, const GPtrArray *chains)
{
  add_key (out, key);
  g_string_append_c (out, '[');
  for (guint i = 0; chains != NULL && i < chains->len; i++)
    {
      g_string_append (out, i > 0 ? ", " : "");
      append_texts (out, chains->pdata[i]);
    }
  g_string_append_c (out, ']');
}

static void
add_types (GString *out, const char *key, const GArray *types)
{
  add_key (out, key);
  g_string_append_c (out, '{');
  for (guint i = 0; types != NULL && i < types->len; i++)
    {
      const RsTypeCount *count = &g_array_index (types, RsTypeCount, i);
      g_string_append (out, i > 0 ? ", " : "");
      rs_json_string (out, count->type);
      g_string_append_printf (out, ": %" G_GINT64_FORMAT, count->n);
    }
  g_string_append_c (out, '}');
}

static void
add_line (GString *out, gint line)
{
  if (line > 0)
    add_number (out, "line", line);
  else
    add_text (out, "line", NULL);
}

static void
add_proof (GString *out, const RsProof *proof)
{
  if (proof == NULL)
    return;
  add_key (out, "proof");
  g_string_append_c (out, '{');
  add_chain (out, "do", proof->statements);
  add_text (out, "then", proof->outcome == RS_OUTCOME_DEAD ? "dead" : "dead after collect");
  add_line (out, proof->line);
  g_string_append_c (out, '}');
}

static void
add_alive (GString *out, const RsAnswer *answer)
{
  add_bool (out, "alive", answer->yes);
  if (!answer->yes)
    return;
  add_chain (out, "chain", answer->chain);
  add_number (out, "weakrefs", answer->weakrefs);
}

static void
add_death (GString *out, const RsAnswer *answer)
{
  add_text (out, "cause", answer->cause);
  add_line (out, answer->line);
  if (answer->chain != NULL)
    add_chain (out, "last", answer->chain);
}

static void
add_same (GString *out, const RsAnswer *answer)
{
  add_bool (out, "same", answer->yes);
  add_text (out, "reason", answer->reason);
  add_bool (out, "same_address", answer->same_address == 1);
  if (answer->printed != NULL)
    add_text (out, "printed", answer->printed);
}

static void
add_collectable (GString *out, const RsAnswer *answer)
{
  static const char *const states[] = { "held", "garbage", "dead" };
  add_bool (out, "collectable", answer->yes);
  add_text (out, "state", states[answer->state]);
  if (answer->state == RS_HELD)
    add_chain (out, "chain", answer->chain);
  if (answer->state == RS_DEAD)
    return;
  add_number (out, "count", answer->count);
  add_types (out, "frees", answer->types);
  if (answer->resurrected)
    add_bool (out, "resurrected", TRUE);
}

static void
add_cut (GString *out, const RsAnswer *answer)
{
  add_number (out, "size", answer->size);
  add_bool (out, "collect", answer->yes);
  add_key (out, "ways");
  g_string_append (out, "[{");
  add_chains (out, "remove", answer->remove);
  if (answer->proof != NULL)
    add_chain (out, "do", answer->proof->statements);
  g_string_append_c (out, '}');
  if (answer->other_remove != NULL)
    {
      g_string_append (out, ", {");
      add_chains (out, "remove", answer->other_remove);
      if (answer->other_statements != NULL)
        add_chain (out, "do", answer->other_statements);
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  if (answer->disjoint != NULL)
    add_chains (out, "disjoint", answer->disjoint);
}

static void
add_answer (GString *out, const RsAnswer *answer)
{
  switch (answer->why)
    {
    case RS_WHY_ALIVE:
      add_alive (out, answer);
      break;
    case RS_WHY_DEAD:
    case RS_WHY_DIED_AT:
      add_death (out, answer);
      break;
    case RS_WHY_COUNT:
    case RS_WHY_HOLDERS:
      add_number (out, "count", answer->count);
      add_chains (out, "holders", answer->holders);
      break;
    case RS_WHY_SAME:
      add_same (out, answer);
      break;
    case RS_WHY_SIZE:
      add_number (out, "size", answer->size);
      break;
    case RS_WHY_COLLECTABLE:
      add_collectable (out, answer);
      break;
    case RS_WHY_REACHABLE:
      add_bool (out, "reachable", answer->yes);
      if (answer->chain != NULL)
        add_chain (out, "chain", answer->chain);
      break;
    case RS_WHY_KEEPS:
      add_types (out, "types", answer->types);
      add_number (out, "bytes", answer->bytes);
      break;
    case RS_WHY_CUT:
      add_cut (out, answer);
      break;
    case RS_WHY_GREW:
    case RS_N_WHYS:
      add_types (out, "types", answer->types);
      break;
    }
}

char *
rs_answer_json (const RsAnswer *answer)
{
  GString *out = g_string_new ("{");
  g_autofree char *text = rs_answer_text (answer);
  add_answer (out, answer);
  add_proof (out, answer->proof);
  add_text (out, "text", text);
  g_string_append (out, "}");
  return g_string_free (out, FALSE);
}
