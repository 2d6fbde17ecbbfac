/* SPDX-License-Identifier: MIT
 *
 * Module _sre: the types re.Pattern, re.Match and their scanner. What a match
 * gives out is in regex-match-object.c.
 */
#include "regex-objects.h"

#include "objects/iterators/iterators.h"

#include <string.h>

/* --- compiling ------------------------------------------------------------ */

static gboolean
check_flags (RsVm *vm, gboolean bytes, guint *flags)
{
  if (bytes)
    {
      if (*flags & RE_U)
        rs_value_error (vm, "cannot use UNICODE flag with a bytes pattern");
      else if (*flags & RE_L && *flags & RE_A)
        rs_value_error (vm, "ASCII and LOCALE flags are incompatible");
    }
  else if (*flags & RE_L)
    rs_value_error (vm, "cannot use LOCALE flag with a str pattern");
  else if (*flags & RE_A && *flags & RE_U)
    rs_value_error (vm, "ASCII and UNICODE flags are incompatible");
  else if (!(*flags & RE_A))
    *flags |= RE_U;
  return vm->pending == NULL;
}

static RsObject *
pattern_object (RsVm *vm, RsObject *source, const RePattern *parsed, const GArray *code)
{
  RS_SCOPE (vm);
  RS_LOCAL (object, rs_object_new (vm, RS_TYPE (vm, RE_PATTERN)));
  if (object == NULL)
    return NULL;
  RsRegex *self = REGEX (object);
  self->pattern = rs_incref (source);
  self->flags = parsed->flags & RE_A ? parsed->flags & ~RE_U : parsed->flags;
  self->groups = parsed->groups;
  self->n_code = code->len;
  self->code = rs_mem_alloc (vm, code->len * sizeof (guint32));
  memcpy (self->code, code->data, code->len * sizeof (guint32));
  self->groupindex = rs_dict_new (vm);
  for (guint i = 1; i < parsed->names->len; i++)
    if (parsed->names->pdata[i] != NULL)
      rs_module_add (vm, self->groupindex, parsed->names->pdata[i], rs_int_new (vm, i));
  rs_gc_track (vm, self);
  return RS_GIVE (object);
}

/* compile (pattern, flags) */
RS_NATIVE (sre_compile)
{
  ReText text;
  RePattern parsed;
  gssize given = rs_as_ssize (vm, args[1], NULL);
  guint flags = given;
  if (given == -1 && vm->pending != NULL)
    return NULL;
  if (!rs_is_str (args[0]) && !rs_is_bytes (args[0]))
    return rs_type_error (vm, "first argument must be string or compiled pattern");
  if (!re_text_of (vm, args[0], &text))
    return NULL;
  if (!check_flags (vm, text.bytes, &flags))
    return NULL;
  ReNode *node = re_parse (vm, &text, flags, &parsed);
  RS_FOREIGN (vm, RePattern, owned, re_pattern_clear, &parsed);
  GArray *code = node ? re_emit (node, &parsed) : NULL;
  RsObject *result = NULL;
  if (code != NULL)
    {
      result = pattern_object (vm, args[0], &parsed, code);
      g_array_unref (code);
    }
  else if (owned->overflow)
    rs_raise (vm, RS_TYPE (vm, OverflowError), "%s", owned->error);
  else
    re_raise_error (vm, owned->error ? owned->error : "internal error",
                    owned->error_without_pattern ? vm->none : args[0], owned->error_at);
  return result;
}

/* --- Pattern -------------------------------------------------------------- */

static void
pattern_clear (RsVm *vm, RsObject *object)
{
  rs_clear (vm, &REGEX (object)->pattern);
  rs_clear (vm, &REGEX (object)->groupindex);
}

static void
pattern_dealloc (RsVm *vm, RsObject *object)
{
  RsRegex *self = REGEX (object);
  rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, object);
  pattern_clear (vm, object);
  rs_mem_free (vm, self->code, self->n_code * sizeof (guint32));
  rs_object_free (vm, self);
}

static void
pattern_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, REGEX (self)->pattern, "pattern");
  rs_visit_field (visit, REGEX (self)->groupindex, "groupindex");
}

static RsObject *
pattern_repr (RsVm *vm, RsObject *object)
{
  static const struct {
    const char *name;
    guint bit;
  } names[] = {
    { "re.TEMPLATE", RE_TEMPLATE }, { "re.IGNORECASE", RE_I }, { "re.LOCALE", RE_L },
    { "re.MULTILINE", RE_M },       { "re.DOTALL", RE_S },     { "re.UNICODE", RE_U },
    { "re.VERBOSE", RE_X },         { "re.DEBUG", RE_DEBUG },  { "re.ASCII", RE_A },
  };
  RsRegex *self = REGEX (object);
  guint flags = self->flags;
  if (rs_is_str (self->pattern) && (flags & (RE_L | RE_U | RE_A)) == RE_U)
    flags &= ~RE_U;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (flags & names[i].bit)
      g_string_append_printf (text, "%s%s", text->len ? "|" : "", names[i].name);
  RS_SCOPE (vm);
  RS_LOCAL (repr, rs_repr (vm, self->pattern));
  RS_LOCAL (shown, repr ? rs_str_substring (vm, repr, 0, MIN (rs_str_length (repr), 200)) : NULL);
  RS_LOCAL (result, shown ? rs_str_printf (vm, text->len ? "re.compile(%U, %s)" : "re.compile(%U)",
                                           shown, text->str)
                          : NULL);
  return RS_GIVE (result);
}

static gint64
pattern_hash (RsVm *vm, RsObject *self)
{
  gint64 hash = rs_hash (vm, REGEX (self)->pattern);
  if (hash == -1)
    return -1;
  hash ^= REGEX (self)->flags;
  return hash == -1 ? -2 : hash;
}

static RsObject *
pattern_compare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if ((op != RS_EQ && op != RS_NE) || left->type != right->type)
    return rs_incref (vm->not_implemented);
  gboolean equal = left == right;
  if (!equal && REGEX (left)->flags == REGEX (right)->flags
      && rs_is_str (REGEX (left)->pattern) == rs_is_str (REGEX (right)->pattern))
    {
      int same = rs_compare_bool (vm, REGEX (left)->pattern, REGEX (right)->pattern, RS_EQ);
      if (same < 0)
        return NULL;
      equal = same;
    }
  return rs_bool (vm, equal == (op == RS_EQ));
}

gboolean
re_begin (RsVm *vm, RsRegex *self, RsObject *string, RsObject *pos, RsObject *endpos, ReRun *run)
{
  gssize start = 0, end = G_MAXSSIZE;
  if (pos != NULL)
    start = rs_as_ssize (vm, pos, NULL);
  if (endpos != NULL)
    end = rs_as_ssize (vm, endpos, NULL);
  if (vm->pending != NULL || !re_text_of (vm, string, &run->text))
    return FALSE;
  if (run->text.bytes && rs_is_str (self->pattern))
    return rs_type_error (vm, "cannot use a string pattern on a bytes-like object") != NULL;
  if (!run->text.bytes && !rs_is_str (self->pattern))
    return rs_type_error (vm, "cannot use a bytes pattern on a string-like object") != NULL;
  end = CLAMP (end, 0, (gssize) run->text.length);
  start = CLAMP (start, 0, (gssize) run->text.length);
  run->start = start;
  run->marks = g_new (gssize, 2 * (self->groups + 1));
  run->search = (ReSearch){ .code = self->code,
                            .groups = self->groups,
                            .text = &run->text,
                            .end = end,
                            .marks = run->marks,
                            .vm = vm };
  return TRUE;
}

static gboolean
has_failed (RsVm *vm)
{
  return vm->pending != NULL || vm->stop != RS_STOP_NONE;
}

/* ITEM, which is taken over, to LIST; NULL: it could not be made. */
static void
append (RsVm *vm, RsObject *list, RsObject *item)
{
  if (item != NULL)
    rs_list_append_steal (vm, list, item);
}

/* A search at or after run->start, made ready for the next one. */
static gboolean
next_match (ReRun *run)
{
  if (run->start > run->search.end || !re_search (&run->search, run->start, FALSE))
    return FALSE;
  run->start = run->marks[1];
  run->search.must_advance = run->marks[0] == run->marks[1];
  return TRUE;
}

static RsObject *
search_with (RsVm *vm, RsObject *self, const char *name, gboolean anchored, gboolean full,
             RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "string", "pos", "endpos", NULL };
  RsObject *v[3];
  ReRun run;
  if (!rs_parse_args (vm, name, args, nargs, kwnames, names, 0, 1, v)
      || !re_begin (vm, REGEX (self), v[0], v[1], v[2], &run))
    return NULL;
  run.search.full = full;
  gsize start = run.start;
  RsObject *result = NULL;
  if (start <= run.search.end && re_search (&run.search, start, anchored))
    result = re_match_new (vm, REGEX (self), v[0], &run, start);
  else if (!has_failed (vm))
    result = rs_incref (vm->none);
  g_free (run.marks);
  return result;
}

RS_NATIVE (pattern_match)
{
  return search_with (vm, self, "match", TRUE, FALSE, args, nargs, kwnames);
}
RS_NATIVE (pattern_fullmatch)
{
  return search_with (vm, self, "fullmatch", TRUE, TRUE, args, nargs, kwnames);
}
RS_NATIVE (pattern_search)
{
  return search_with (vm, self, "search", FALSE, FALSE, args, nargs, kwnames);
}

static RsObject *
group_text (RsVm *vm, RsObject *string, const ReRun *run, guint group)
{
  if (run->marks[2 * group] < 0 || run->marks[2 * group + 1] < 0)
    return rs_is_str (string) ? rs_str_new (vm, "", 0) : rs_bytes_new (vm, NULL, 0);
  return re_slice (vm, string, run->marks[2 * group], run->marks[2 * group + 1]);
}

RS_NATIVE (pattern_findall)
{
  static const char *const names[] = { "string", "pos", "endpos", NULL };
  RsObject *v[3];
  ReRun run;
  RsRegex *regex = REGEX (self);
  if (!rs_parse_args (vm, "findall", args, nargs, kwnames, names, 0, 1, v)
      || !re_begin (vm, regex, v[0], v[1], v[2], &run))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  while (!has_failed (vm) && next_match (&run))
    {
      RS_LOCAL (item, NULL);
      if (regex->groups < 2)
        item = group_text (vm, v[0], &run, regex->groups);
      else
        {
          item = rs_tuple_new (vm, regex->groups);
          for (guint i = 0; item != NULL && i < regex->groups; i++)
            if ((rs_tuple_items (item)[i] = group_text (vm, v[0], &run, i + 1)) == NULL)
              rs_clear (vm, &item);
        }
      if (item != NULL)
        rs_list_append (vm, list, item);
    }
  g_free (run.marks);
  return has_failed (vm) ? NULL : RS_GIVE (list);
}

RS_NATIVE (pattern_split)
{
  static const char *const names[] = { "string", "maxsplit", NULL };
  RsObject *v[2];
  ReRun run;
  RsRegex *regex = REGEX (self);
  if (!rs_parse_args (vm, "split", args, nargs, kwnames, names, 0, 1, v))
    return NULL;
  gssize left = v[1] ? rs_as_ssize (vm, v[1], RS_TYPE (vm, OverflowError)) : 0, last = 0;
  if (vm->pending != NULL || !re_begin (vm, regex, v[0], NULL, NULL, &run))
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (list, rs_list_new (vm, 0));
  for (gssize n = 0; !has_failed (vm) && left >= 0 && (left == 0 || n < left) && next_match (&run);
       n++)
    {
      append (vm, list, re_slice (vm, v[0], last, run.marks[0]));
      for (guint i = 1; i <= regex->groups; i++)
        append (vm, list,
                run.marks[2 * i + 1] < 0 ? rs_incref (vm->none) : group_text (vm, v[0], &run, i));
      last = run.marks[1];
    }
  if (!has_failed (vm))
    append (vm, list, re_slice (vm, v[0], last, run.text.length));
  g_free (run.marks);
  return has_failed (vm) ? NULL : RS_GIVE (list);
}

/* While a view of it lives, a bytearray keeps its size: NULL for all others. */
static RsObject *
view_of (RsVm *vm, RsObject *string)
{
  return rs_is_a (string, RS_TYPE (vm, BYTEARRAY))
             ? rs_call1 (vm, RS_OBJECT (RS_TYPE (vm, MEMORYVIEW)), string)
             : NULL;
}

/* --- sub ------------------------------------------------------------------ */

/* What stands for a match: a str or bytes; NULL raises. */
static RsObject *
replacement (RsVm *vm, RsRegex *regex, RsObject *string, const ReRun *run, gsize from,
             RsObject *repl, gboolean callable, ReTemplate *template)
{
  if (template != NULL)
    return re_template_expand (vm, template, string, run->marks, repl);
  if (!callable)
    return rs_incref (repl);
  RS_SCOPE (vm);
  RS_LOCAL (match, re_match_new (vm, regex, string, run, from));
  RS_LOCAL (result, match ? rs_call1 (vm, repl, match) : NULL);
  rs_clear (vm, &match);
  return RS_GIVE (result);
}

static RsObject *
join (RsVm *vm, RsObject *list, RsObject *string)
{
  RS_SCOPE (vm);
  RS_LOCAL (empty, rs_is_str (string) ? rs_str_new (vm, "", 0) : rs_bytes_new (vm, NULL, 0));
  if (rs_is_str (string))
    return rs_str_join_array (vm, empty, rs_list_items (list), rs_list_size (list));
  RS_LOCAL (name, rs_str_interned (vm, "join"));
  RS_LOCAL (result, rs_call_method (vm, empty, name, &list, 1));
  return RS_GIVE (result);
}

static RsObject *
substitute (RsVm *vm, RsObject *self, const char *name, gboolean counted, RsObject *const *args,
            gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "repl", "string", "count", NULL };
  RsObject *v[3];
  ReRun run;
  RsRegex *regex = REGEX (self);
  if (!rs_parse_args (vm, name, args, nargs, kwnames, names, 0, 2, v))
    return NULL;
  gssize limit = v[2] ? rs_as_ssize (vm, v[2], RS_TYPE (vm, OverflowError)) : 0, n = 0, last = 0;
  gboolean callable = rs_lookup_callable (vm, v[0]);
  RS_FOREIGN (vm, ReTemplate, template, re_template_free, NULL);
  if (vm->pending != NULL || (!callable && !re_template_parse (vm, regex, v[0], &template)))
    return NULL;
  if (!re_begin (vm, regex, v[1], NULL, NULL, &run))
    return NULL;
  RS_FOREIGN (vm, gssize, marks, g_free, run.marks);
  RS_SCOPE (vm);
  RS_LOCAL (view, view_of (vm, v[1]));
  RS_LOCAL (string, rs_incref (v[1]));
  RS_LOCAL (list, rs_list_new (vm, 0));
  while (!has_failed (vm) && limit >= 0 && (limit == 0 || n < limit) && next_match (&run))
    {
      if (last < run.marks[0])
        append (vm, list, re_slice (vm, string, last, run.marks[0]));
      last = run.marks[1];
      RS_LOCAL (item, vm->pending
                          ? NULL
                          : replacement (vm, regex, string, &run, 0, v[0], callable, template));
      if (item != NULL && item != vm->none)
        rs_list_append (vm, list, item);
      n++;
      /* Only a released memoryview has changed. */
      if (callable && !has_failed (vm) && re_text_of (vm, string, &run.text))
        run.search.end = MIN (run.search.end, run.text.length);
    }
  if (!has_failed (vm) && (last < (gssize) run.text.length || rs_list_size (list) == 0))
    append (vm, list, re_slice (vm, string, last, run.text.length));
  rs_clear (vm, &view);
  rs_clear (vm, &string);
  RS_LOCAL (result, has_failed (vm) ? NULL : join (vm, list, v[1]));
  if (result == NULL || !counted)
    return RS_GIVE (result);
  RS_LOCAL (count, rs_int_new (vm, n));
  RS_LOCAL (pair, rs_tuple_pack (vm, 2, result, count));
  return RS_GIVE (pair);
}

RS_NATIVE (pattern_sub)
{
  return substitute (vm, self, "sub", FALSE, args, nargs, kwnames);
}
RS_NATIVE (pattern_subn)
{
  return substitute (vm, self, "subn", TRUE, args, nargs, kwnames);
}

/* --- scanner -------------------------------------------------------------- */

typedef struct {
  RsObject base;
  RsObject *pattern, *string;
  RsObject *view; /* of a bytearray, which keeps its size meanwhile; or NULL */
  gsize start, end;
  gboolean must_advance, over;
} RsScanner;
#define SCANNER(o) ((RsScanner *) (o))

static void
scanner_clear (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &SCANNER (self)->view);
  rs_clear (vm, &SCANNER (self)->pattern);
  rs_clear (vm, &SCANNER (self)->string);
}

static void
scanner_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  scanner_clear (vm, self);
  rs_object_free (vm, self);
}

static void
scanner_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
  rs_visit_field (visit, SCANNER (self)->pattern, "pattern");
  rs_visit_field (visit, SCANNER (self)->string, "string");
  rs_visit_field (visit, SCANNER (self)->view, "view");
}

static RsObject *
scan (RsVm *vm, RsObject *self, gboolean anchored)
{
  RsScanner *scanner = SCANNER (self);
  ReRun run;
  RsObject *result = NULL;
  if (scanner->over)
    return rs_incref (vm->none);
  if (!re_begin (vm, REGEX (scanner->pattern), scanner->string, NULL, NULL, &run))
    return NULL;
  run.search.end = MIN (scanner->end, run.text.length);
  run.search.must_advance = scanner->must_advance;
  if (scanner->start <= run.search.end && re_search (&run.search, scanner->start, anchored))
    {
      result = re_match_new (vm, REGEX (scanner->pattern), scanner->string, &run, scanner->start);
      scanner->start = run.marks[1];
      scanner->must_advance = run.marks[0] == run.marks[1];
    }
  else if (!has_failed (vm))
    {
      scanner->over = TRUE;
      result = rs_incref (vm->none);
    }
  g_free (run.marks);
  return result;
}

RS_NATIVE (scanner_search)
{
  return scan (vm, self, FALSE);
}
RS_NATIVE (scanner_match)
{
  return scan (vm, self, TRUE);
}
static RsObject *
scanner_get_pattern (RsVm *vm, RsObject *self)
{
  return rs_incref (SCANNER (self)->pattern);
}

static const RsMethodDef scanner_methods[] = { { "match", scanner_match, RS_M_NOARGS, 0, 0, NULL },
                                               { "search", scanner_search, RS_M_NOARGS, 0, 0,
                                                 NULL },
                                               { NULL } };
static const RsGetSetDef scanner_getset[] = { { "pattern", scanner_get_pattern, NULL, NULL },
                                              { NULL } };
static const RsSlots scanner_slots = { .dealloc = scanner_dealloc,
                                       .traverse = scanner_traverse,
                                       .clear = scanner_clear };
const RsTypeSpec rs_spec_re_scanner = { .name = "_sre.SRE_Scanner",
                                        .flags = RS_TF_COUNTED_TYPE | RS_TF_GC | RS_TF_NO_NEW,
                                        .size = sizeof (RsScanner),
                                        .slots = &scanner_slots,
                                        .methods = scanner_methods,
                                        .getset = scanner_getset };

RS_NATIVE (pattern_scanner)
{
  static const char *const names[] = { "string", "pos", "endpos", NULL };
  RsObject *v[3];
  ReRun run;
  if (!rs_parse_args (vm, "scanner", args, nargs, kwnames, names, 0, 1, v)
      || !re_begin (vm, REGEX (self), v[0], v[1], v[2], &run))
    return NULL;
  g_free (run.marks);
  RsScanner *scanner = rs_object_new (vm, RS_TYPE (vm, RE_SCANNER));
  scanner->view = view_of (vm, v[0]);
  scanner->pattern = rs_incref (self);
  scanner->string = rs_incref (v[0]);
  scanner->start = run.start;
  scanner->end = run.search.end;
  rs_gc_track (vm, scanner);
  return RS_OBJECT (scanner);
}

RS_NATIVE (pattern_finditer)
{
  RS_SCOPE (vm);
  RS_LOCAL (scanner, pattern_scanner (vm, self, args, nargs, kwnames));
  if (scanner == NULL)
    return NULL;
  RS_LOCAL (name, rs_str_interned (vm, "search"));
  RS_LOCAL (search, rs_getattr (vm, scanner, name));
  return search ? rs_callable_iter_new (vm, search, vm->none) : NULL;
}

RS_NATIVE (pattern_copy)
{
  return rs_incref (self);
}

static const RsMethodDef pattern_methods[] = {
  { "match", pattern_match, RS_M_KEYWORDS, 0, 0, NULL },
  { "fullmatch", pattern_fullmatch, RS_M_KEYWORDS, 0, 0, NULL },
  { "search", pattern_search, RS_M_KEYWORDS, 0, 0, NULL },
  { "findall", pattern_findall, RS_M_KEYWORDS, 0, 0, NULL },
  { "finditer", pattern_finditer, RS_M_KEYWORDS, 0, 0, NULL },
  { "split", pattern_split, RS_M_KEYWORDS, 0, 0, NULL },
  { "sub", pattern_sub, RS_M_KEYWORDS, 0, 0, NULL },
  { "subn", pattern_subn, RS_M_KEYWORDS, 0, 0, NULL },
  { "scanner", pattern_scanner, RS_M_KEYWORDS, 0, 0, NULL },
  { "__copy__", pattern_copy, RS_M_NOARGS, 0, 0, NULL },
  { "__deepcopy__", pattern_copy, RS_M_O, 0, 0, NULL },
  { "__class_getitem__", rs_class_getitem, RS_M_O | RS_M_CLASS, 0, 0, NULL },
  { NULL }
};
static RsObject *
pattern_get_pattern (RsVm *vm, RsObject *self)
{
  return rs_incref (REGEX (self)->pattern);
}
static RsObject *
pattern_get_flags (RsVm *vm, RsObject *self)
{
  return rs_int_new (vm, REGEX (self)->flags);
}
static RsObject *
pattern_get_groups (RsVm *vm, RsObject *self)
{
  return rs_int_new (vm, REGEX (self)->groups);
}

static RsObject *
pattern_get_groupindex (RsVm *vm, RsObject *self)
{
  return rs_call1 (vm, RS_OBJECT (RS_TYPE (vm, MAPPINGPROXY)), REGEX (self)->groupindex);
}

static const RsGetSetDef pattern_getset[] = { { "pattern", pattern_get_pattern, NULL, NULL },
                                              { "flags", pattern_get_flags, NULL, NULL },
                                              { "groups", pattern_get_groups, NULL, NULL },
                                              { "groupindex", pattern_get_groupindex, NULL, NULL },
                                              { NULL } };
static const RsSlots pattern_slots = { .dealloc = pattern_dealloc,
                                       .traverse = pattern_traverse,
                                       .clear = pattern_clear,
                                       .repr = pattern_repr,
                                       .hash = pattern_hash,
                                       .richcompare = pattern_compare };
const RsTypeSpec rs_spec_re_pattern = { .name = "re.Pattern",
                                        .flags = RS_TF_COUNTED_TYPE | RS_TF_GC | RS_TF_NO_NEW,
                                        .size = sizeof (RsRegex),
                                        .slots = &pattern_slots,
                                        .methods = pattern_methods,
                                        .getset = pattern_getset,
                                        .weaklist_offset = G_STRUCT_OFFSET (RsRegex, weaklist) };

static const RsMethodDef functions[] = { { "compile", sre_compile, RS_M_FAST, 2, 2, NULL },
                                         { NULL } };

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_dict_set_text (vm, dict, "Pattern", RS_OBJECT (RS_TYPE (vm, RE_PATTERN))) == 0
         && rs_dict_set_text (vm, dict, "Match", RS_OBJECT (RS_TYPE (vm, RE_MATCH))) == 0
         && rs_module_add_functions (vm, module, dict, functions);
}

const RsModuleDef rs_module_regex_c = { "_sre", fill, NULL };
