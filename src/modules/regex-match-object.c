/* SPDX-License-Identifier: MIT
 *
 * The type re.Match, and the templates of sub and expand.
 */
#include "regex-objects.h"

RsObject *
re_match_new (RsVm *vm, RsRegex *regex, RsObject *string, const ReRun *run, gsize pos)
{
  gsize n = 2 * (regex->groups + 1);
  RsMatch *self = rs_object_new (vm, RS_TYPE (vm, RE_MATCH));
  if (self == NULL)
    return NULL;
  self->regex = rs_incref (regex);
  self->string = rs_incref (string);
  self->pos = pos;
  self->endpos = run->search.end;
  self->groups = regex->groups;
  self->lastindex = run->search.lastindex;
  self->marks = rs_mem_alloc (vm, n * sizeof (gssize));
  for (gsize i = 0; i < n; i += 2)
    {
      gboolean set = run->marks[i] >= 0 && run->marks[i + 1] >= 0;
      self->marks[i] = set ? run->marks[i] : -1;
      self->marks[i + 1] = set ? run->marks[i + 1] : -1;
    }
  rs_gc_track (vm, self);
  return RS_OBJECT (self);
}

static void
match_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &MATCH (self)->regex);
  rs_clear (vm, &MATCH (self)->string);
  rs_clear (vm, &MATCH (self)->regs);
}

static void
match_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  match_clear (vm, self);
  rs_mem_free (vm, MATCH (self)->marks, 2 * (MATCH (self)->groups + 1) * sizeof (gssize));
  rs_object_free (vm, self);
}

static void
match_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, MATCH (self)->string, "string");
  rs_visit_field (visit, MATCH (self)->regs, "regs");
  rs_visit_field (visit, MATCH (self)->regex, "re");
}

static RsObject *
text_of (RsVm *vm, RsMatch *self, guint group, RsObject *otherwise)
{
  if (self->marks[2 * group] < 0)
    return rs_incref (otherwise);
  return re_slice (vm, self->string, self->marks[2 * group], self->marks[2 * group + 1]);
}

static RsObject *
match_repr (RsVm *vm, RsObject *self)
{
  RS_SCOPE (vm);
  RS_LOCAL (text, text_of (vm, MATCH (self), 0, vm->none));
  RS_LOCAL (repr, text ? rs_repr (vm, text) : NULL);
  RS_LOCAL (shown, repr ? rs_str_substring (vm, repr, 0, MIN (rs_str_length (repr), 50)) : NULL);
  RS_LOCAL (result, shown ? rs_str_printf (vm, "<re.Match object; span=(%zd, %zd), match=%U>",
                                           MATCH (self)->marks[0], MATCH (self)->marks[1], shown)
                          : NULL);
  return RS_GIVE (result);
}

/* The number of the group that KEY names; -1 raises. */
static gssize
group_number (RsVm *vm, RsMatch *self, RsObject *key)
{
  gint64 number = -1;
  if (rs_is_int (key) || key->type->slots.index != NULL)
    number = rs_as_ssize (vm, key, NULL);
  else
    {
      RsObject *found = self->regex ? rs_dict_get (vm, REGEX (self->regex)->groupindex, key) : NULL;
      if (found == NULL || !rs_int_fits (found, &number))
        number = -1;
    }
  if (number >= 0 && number <= self->groups)
    return number;
  if (vm->pending == NULL)
    rs_raise (vm, RS_TYPE (vm, IndexError), "no such group");
  return -1;
}

RS_NATIVE (match_group)
{
  gssize number;
  if (nargs <= 1)
    {
      number = nargs ? group_number (vm, MATCH (self), args[0]) : 0;
      return number < 0 ? NULL : text_of (vm, MATCH (self), number, vm->none);
    }
  RS_SCOPE (vm);
  RS_LOCAL (tuple, rs_tuple_new (vm, nargs));
  for (gsize i = 0; tuple != NULL && i < nargs; i++)
    {
      number = group_number (vm, MATCH (self), args[i]);
      RsObject *text = number < 0 ? NULL : text_of (vm, MATCH (self), number, vm->none);
      if ((rs_tuple_items (tuple)[i] = text) == NULL)
        return NULL;
    }
  return RS_GIVE (tuple);
}

static RsObject *
match_getitem (RsVm *vm, RsObject *self, RsObject *key)
{
  gssize number = group_number (vm, MATCH (self), key);
  return number < 0 ? NULL : text_of (vm, MATCH (self), number, vm->none);
}

RS_NATIVE (match_groups)
{
  static const char *const names[] = { "default", NULL };
  RsObject *v[1];
  if (!rs_parse_args (vm, "groups", args, nargs, kwnames, names, 0, 0, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (tuple, rs_tuple_new (vm, MATCH (self)->groups));
  for (guint i = 0; tuple != NULL && i < MATCH (self)->groups; i++)
    {
      RsObject *text = text_of (vm, MATCH (self), i + 1, v[0] ? v[0] : vm->none);
      if ((rs_tuple_items (tuple)[i] = text) == NULL)
        return NULL;
    }
  return RS_GIVE (tuple);
}

RS_NATIVE (match_groupdict)
{
  static const char *const names[] = { "default", NULL };
  RsObject *v[1], *key, *value;
  if (!rs_parse_args (vm, "groupdict", args, nargs, kwnames, names, 0, 0, v))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (dict, rs_dict_new (vm));
  gsize position = 0;
  while (rs_dict_next (REGEX (MATCH (self)->regex)->groupindex, &position, &key, &value))
    {
      RS_LOCAL (text, text_of (vm, MATCH (self), rs_int_clamp (value), v[0] ? v[0] : vm->none));
      if (text == NULL || rs_dict_set (vm, dict, key, text) < 0)
        return NULL;
    }
  return RS_GIVE (dict);
}

static gboolean
edges (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, gssize *start, gssize *end)
{
  gssize number = nargs ? group_number (vm, MATCH (self), args[0]) : 0;
  if (number < 0)
    return FALSE;
  *start = MATCH (self)->marks[2 * number];
  *end = MATCH (self)->marks[2 * number + 1];
  return TRUE;
}

static RsObject *
span_of (RsVm *vm, gssize start, gssize end)
{
  RsObject *a = rs_int_new (vm, start), *b = rs_int_new (vm, end),
           *pair = rs_tuple_pack (vm, 2, a, b);
  rs_decref (vm, a);
  rs_decref (vm, b);
  return pair;
}

RS_NATIVE (match_start)
{
  gssize a, b;
  return edges (vm, self, args, nargs, &a, &b) ? rs_int_new (vm, a) : NULL;
}
RS_NATIVE (match_end)
{
  gssize a, b;
  return edges (vm, self, args, nargs, &a, &b) ? rs_int_new (vm, b) : NULL;
}
RS_NATIVE (match_span)
{
  gssize a, b;
  return edges (vm, self, args, nargs, &a, &b) ? span_of (vm, a, b) : NULL;
}
RS_NATIVE (match_copy)
{
  return rs_incref (self);
}

RS_NATIVE (match_expand)
{
  RS_FOREIGN (vm, ReTemplate, template, re_template_free, NULL);
  RsMatch *match = MATCH (self);
  if (!re_template_parse (vm, REGEX (match->regex), args[0], &template))
    return NULL;
  if (template == NULL)
    return rs_incref (args[0]);
  return re_template_expand (vm, template, match->string, match->marks, args[0]);
}

static RsObject *
match_get_string (RsVm *vm, RsObject *self)
{
  return rs_incref (MATCH (self)->string);
}
static RsObject *
match_get_re (RsVm *vm, RsObject *self)
{
  return rs_incref (MATCH (self)->regex);
}
static RsObject *
match_get_pos (RsVm *vm, RsObject *self)
{
  return rs_int_new (vm, MATCH (self)->pos);
}
static RsObject *
match_get_endpos (RsVm *vm, RsObject *self)
{
  return rs_int_new (vm, MATCH (self)->endpos);
}

static RsObject *
match_get_lastindex (RsVm *vm, RsObject *self)
{
  return MATCH (self)->lastindex ? rs_int_new (vm, MATCH (self)->lastindex) : rs_incref (vm->none);
}

static RsObject *
match_get_lastgroup (RsVm *vm, RsObject *self)
{
  RsObject *key, *value;
  gsize position = 0;
  if (MATCH (self)->lastindex)
    while (rs_dict_next (REGEX (MATCH (self)->regex)->groupindex, &position, &key, &value))
      if (rs_int_clamp (value) == MATCH (self)->lastindex)
        return rs_incref (key);
  return rs_incref (vm->none);
}

static RsObject *
match_get_regs (RsVm *vm, RsObject *self)
{
  RsMatch *match = MATCH (self);
  if (match->regs == NULL)
    {
      RS_SCOPE (vm);
      RS_LOCAL (tuple, rs_tuple_new (vm, match->groups + 1));
      if (tuple == NULL)
        return NULL;
      for (guint i = 0; i <= match->groups; i++)
        rs_tuple_items (tuple)[i] = span_of (vm, match->marks[2 * i], match->marks[2 * i + 1]);
      match->regs = g_steal_pointer (&tuple);
    }
  return rs_incref (match->regs);
}

static const RsMethodDef match_methods[] = {
  { "group", match_group, RS_M_FAST, 0, -1, NULL },
  { "groups", match_groups, RS_M_KEYWORDS, 0, 0, NULL },
  { "groupdict", match_groupdict, RS_M_KEYWORDS, 0, 0, NULL },
  { "start", match_start, RS_M_FAST, 0, 1, NULL },
  { "end", match_end, RS_M_FAST, 0, 1, NULL },
  { "span", match_span, RS_M_FAST, 0, 1, NULL },
  { "expand", match_expand, RS_M_O, 0, 0, NULL },
  { "__copy__", match_copy, RS_M_NOARGS, 0, 0, NULL },
  { "__deepcopy__", match_copy, RS_M_O, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
static const RsGetSetDef match_getset[] = { { "string", match_get_string, NULL, NULL },
                                            { "re", match_get_re, NULL, NULL },
                                            { "pos", match_get_pos, NULL, NULL },
                                            { "endpos", match_get_endpos, NULL, NULL },
                                            { "lastindex", match_get_lastindex, NULL, NULL },
                                            { "lastgroup", match_get_lastgroup, NULL, NULL },
                                            { "regs", match_get_regs, NULL, NULL },
                                            { NULL } };
static const RsSlots match_slots = { .dealloc = match_dealloc,
                                     .traverse = match_traverse,
                                     .clear = match_clear,
                                     .repr = match_repr,
                                     .getitem = match_getitem };
const RsTypeSpec rs_spec_re_match = { .name = "re.Match",
                                      .flags = RS_TF_COUNTED_TYPE | RS_TF_GC | RS_TF_NO_NEW,
                                      .size = sizeof (RsMatch),
                                      .slots = &match_slots,
                                      .methods = match_methods,
                                      .getset = match_getset };

/* --- templates ------------------------------------------------------------ */

typedef struct {
  gint group;
  gsize start, end;
} Part; /* group -1: the text START .. END of TEXT */
struct _ReTemplate {
  GArray *parts;
  GArray *text;
};

void
re_template_free (ReTemplate *template)
{
  if (template == NULL)
    return;
  g_array_unref (template->parts);
  g_array_unref (template->text);
  g_free (template);
}

static void
add_char (ReTemplate *t, gunichar c)
{
  Part *last = t->parts->len ? &g_array_index (t->parts, Part, t->parts->len - 1) : NULL;
  g_array_append_val (t->text, c);
  if (last != NULL && last->group < 0)
    last->end++;
  else
    {
      Part part = { -1, t->text->len - 1, t->text->len };
      g_array_append_val (t->parts, part);
    }
}

static gboolean
add_group (RsVm *vm, ReTemplate *t, RsRegex *regex, RsObject *repl, guint64 number, gsize at)
{
  if (number > regex->groups)
    {
      RS_TEXT (vm, message, g_strdup_printf ("invalid group reference %" G_GUINT64_FORMAT, number));
      return re_raise_error (vm, message, repl, at) != NULL;
    }
  Part part = { number, 0, 0 };
  g_array_append_val (t->parts, part);
  return TRUE;
}

/* \g<name>; *I is behind the g. */
static gboolean
named_reference (RsVm *vm, ReTemplate *t, RsRegex *regex, RsObject *repl, const ReText *text,
                 gsize *i)
{
  if (*i >= text->length || re_char (text, *i) != '<')
    return re_raise_error (vm, "missing <", repl, *i) != NULL;
  gsize start = ++*i;
  while (*i < text->length && re_char (text, *i) != '>')
    ++*i;
  if (*i >= text->length)
    return re_raise_error (vm, *i == start ? "missing group name" : "missing >, unterminated name",
                           repl, start)
           != NULL;
  if (*i == start)
    return re_raise_error (vm, "missing group name", repl, start) != NULL;
  GString *name = g_string_new (NULL);
  for (gsize k = start; k < *i; k++)
    g_string_append_unichar (name, re_char (text, k));
  ++*i;
  char *rest;
  guint64 number = g_ascii_strtoull (name->str, &rest, 10);
  gboolean is_number = g_ascii_isdigit (name->str[0]) && *rest == '\0';
  RS_SCOPE (vm);
  RS_LOCAL (key, rs_str_new (vm, name->str, -1));
  g_string_free (name, TRUE);
  if (is_number)
    return add_group (vm, t, regex, repl, number, start);
  gboolean identifier = rs_str_is_identifier (key);
  RsObject *found = identifier ? rs_dict_get (vm, regex->groupindex, key) : NULL;
  gboolean ok = found != NULL && add_group (vm, t, regex, repl, rs_int_clamp (found), start);
  if (found == NULL && identifier)
    rs_raise (vm, RS_TYPE (vm, IndexError), "unknown group name %R", key);
  else if (found == NULL)
    {
      RS_LOCAL (message, rs_str_printf (vm, "bad character in group name %R", key));
      RS_TEXT (vm, utf8, rs_str_utf8 (message, NULL));
      re_raise_error (vm, utf8, repl, start);
    }
  return ok;
}

static gboolean
is_octal (const ReText *text, gsize i)
{
  return i < text->length && re_char (text, i) >= '0' && re_char (text, i) <= '7';
}

static gboolean
escape (RsVm *vm, ReTemplate *t, RsRegex *regex, RsObject *repl, const ReText *text, gsize *i)
{
  static const char from[] = "abfnrtv\\", to[] = "\a\b\f\n\r\t\v\\";
  gsize start = *i - 1;
  if (*i >= text->length)
    return re_raise_error (vm, "bad escape (end of pattern)", repl, start) != NULL;
  gunichar c = re_char (text, (*i)++);
  if (c == 'g')
    return named_reference (vm, t, regex, repl, text, i);
  if (c == '0')
    {
      guint value = 0;
      for (guint n = 0; n < 2 && is_octal (text, *i); n++)
        value = value * 8 + (re_char (text, (*i)++) - '0');
      add_char (t, value);
      return TRUE;
    }
  if (c >= '1' && c <= '9')
    {
      guint number = c - '0';
      if (*i < text->length && re_char (text, *i) >= '0' && re_char (text, *i) <= '9')
        {
          guint second = re_char (text, (*i)++);
          if (c <= '7' && second <= '7' && is_octal (text, *i))
            {
              guint value = (c - '0') * 64 + (second - '0') * 8 + (re_char (text, (*i)++) - '0');
              if (value > 0377)
                {
                  RS_TEXT (
                      vm, message,
                      g_strdup_printf ("octal escape value \\%o outside of range 0-0o377", value));
                  return re_raise_error (vm, message, repl, start) != NULL;
                }
              add_char (t, value);
              return TRUE;
            }
          number = number * 10 + (second - '0');
        }
      return add_group (vm, t, regex, repl, number, start + 1);
    }
  for (guint k = 0; from[k] != '\0'; k++)
    if (c == (gunichar) from[k])
      {
        add_char (t, to[k]);
        return TRUE;
      }
  if (c < 128 && g_ascii_isalpha (c))
    {
      RS_TEXT (vm, message, g_strdup_printf ("bad escape \\%c", (char) c));
      return re_raise_error (vm, message, repl, start) != NULL;
    }
  add_char (t, '\\');
  add_char (t, c);
  return TRUE;
}

gboolean
re_template_parse (RsVm *vm, RsRegex *regex, RsObject *repl, ReTemplate **result)
{
  ReText text;
  gsize i = 0;
  *result = NULL;
  if (!rs_is_str (repl) && !rs_bytes_view (vm, repl, &(const guint8 *){ NULL }, &(gsize){ 0 }))
    return rs_type_error (vm, "decoding to str: need a bytes-like object, %T found", repl) != NULL;
  if (!re_text_of (vm, repl, &text))
    return FALSE;
  while (i < text.length && re_char (&text, i) != '\\')
    i++;
  if (i == text.length)
    return TRUE;
  ReTemplate *t = g_new0 (ReTemplate, 1);
  t->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  t->text = g_array_new (FALSE, FALSE, sizeof (gunichar));
  *result = t;
  for (i = 0; i < text.length;)
    {
      gunichar c = re_char (&text, i++);
      if (c != '\\')
        add_char (t, c);
      else if (!escape (vm, t, regex, repl, &text, &i))
        return FALSE;
    }
  return TRUE;
}

RsObject *
re_template_expand (RsVm *vm, const ReTemplate *t, RsObject *string, const gssize *marks,
                    RsObject *repl)
{
  ReText text;
  g_autoptr (GArray) out = g_array_new (FALSE, FALSE, sizeof (gunichar));
  if (!re_text_of (vm, string, &text))
    return NULL;
  for (guint i = 0; i < t->parts->len; i++)
    {
      Part part = g_array_index (t->parts, Part, i);
      if (part.group < 0)
        g_array_append_vals (out, (gunichar *) (gpointer) t->text->data + part.start,
                             part.end - part.start);
      else if (marks[2 * part.group] >= 0 && marks[2 * part.group + 1] >= 0)
        for (gssize k = marks[2 * part.group];
             k < MIN (marks[2 * part.group + 1], (gssize) text.length); k++)
          {
            gunichar c = re_char (&text, k);
            g_array_append_val (out, c);
          }
    }
  if (!text.bytes)
    return rs_str_from_ucs4 (vm, (gunichar *) (gpointer) out->data, out->len);
  g_autofree guint8 *bytes = g_malloc (out->len + 1);
  for (guint i = 0; i < out->len; i++)
    bytes[i] = g_array_index (out, gunichar, i);
  return rs_bytes_new (vm, bytes, out->len);
}
