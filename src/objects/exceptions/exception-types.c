/* SPDX-License-Identifier: MIT
 *
 * The exception classes that are more than a name: fields with names, texts of
 * their own, groups; and the table of all specs. fields[0..] of the struct
 * mean:
 *   StopIteration value | SystemExit code | AttributeError name, obj | NameError name | ImportError
 *       name, path, msg
 *   OSError errno, strerror, filename, filename2 | SyntaxError msg, filename, lineno, offset, text,
 *       end_lineno, end_offset
 *   UnicodeError encoding, object, start, end, reason | BaseExceptionGroup message, exceptions
 */
#include "exception.h"

#include "objects/values.h"

#include <string.h>

static const struct {
  guint16 id;
  const char *fields[8];
} field_names[] = {
  { RS_T_StopIteration, { "value" } },
  { RS_T_SystemExit, { "code" } },
  { RS_T_AttributeError, { "name", "obj" } },
  { RS_T_NameError, { "name" } },
  { RS_T_ImportError, { "name", "path", "msg" } },
  { RS_T_OSError, { "errno", "strerror", "filename", "filename2" } },
  { RS_T_SyntaxError,
    { "msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset",
      "print_file_and_line" } },
  { RS_T_UnicodeDecodeError, { "encoding", "object", "start", "end", "reason" } },
  { RS_T_UnicodeEncodeError, { "encoding", "object", "start", "end", "reason" } },
  { RS_T_UnicodeTranslateError, { "", "object", "start", "end", "reason" } },
  { RS_T_BaseExceptionGroup, { "message", "exceptions" } },
};

const char *
rs_exception_field_name (RsType *type, guint index)
{
  for (; type != NULL; type = type->tp_base)
    for (guint i = 0; i < G_N_ELEMENTS (field_names); i++)
      if (field_names[i].id == type->id && type->id != 0)
        return field_names[i].fields[index] ? field_names[i].fields[index] : "field";
  return "field";
}

#define FIELDS(self) (((RsException *) (self))->fields)
#define ARGS(self) (((RsException *) (self))->args)

#define GETTER(get, set, n)                                                                        \
  static RsObject *get (RsVm *vm, RsObject *self)                                                  \
  {                                                                                                \
    return rs_incref (FIELDS (self)[n] ? FIELDS (self)[n] : vm->none);                             \
  }                                                                                                \
  static int set (RsVm *vm, RsObject *self, RsObject *name, RsObject *value)                       \
  {                                                                                                \
    rs_setref (vm, &FIELDS (self)[n], rs_xincref (value));                                         \
    return 0;                                                                                      \
  }
GETTER (get_0, set_0, 0)
GETTER (get_1, set_1, 1)
GETTER (get_2, set_2, 2)
GETTER (get_3, set_3, 3)
GETTER (get_4, set_4, 4)
GETTER (get_5, set_5, 5)
GETTER (get_6, set_6, 6)
GETTER (get_7, set_7, 7)

static void
set_field (RsVm *vm, RsObject *self, guint index, RsObject *value)
{
  rs_setref (vm, &FIELDS (self)[index], rs_xincref (value));
}

/* Takes the keywords NAMES (fields FIRST and on) off, then does what
 * BaseException does. */
static int
init_with_keywords (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames,
                    const char *const *names, guint first)
{
  for (gsize k = 0; kwnames != NULL && k < rs_tuple_size (kwnames); k++)
    {
      guint i = 0;
      while (names[i] != NULL && !rs_str_equal_ascii (rs_tuple_items (kwnames)[k], names[i]))
        i++;
      if (names[i] == NULL)
        return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                             "'%U' is an invalid keyword argument for %T()",
                             rs_tuple_items (kwnames)[k], self);
      set_field (vm, self, first + i, args[nargs + k]);
    }
  return rs_exception_tp_init (vm, self, args, nargs, NULL);
}

#define COMMON                                                                                     \
  .dealloc = rs_exception_dealloc, .traverse = rs_exception_traverse, .clear = rs_exception_clear

static const RsSlots base_slots = { COMMON, .new_ = rs_exception_tp_new,
                                    .init = rs_exception_tp_init, .str = rs_exception_str,
                                    .repr = rs_exception_repr };

/* --- StopIteration, SystemExit -------------------------------------------- */

static int
value_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (rs_exception_tp_init (vm, self, args, nargs, kwnames) < 0)
    return -1;
  if (rs_is_a (self, RS_TYPE (vm, SystemExit)))
    set_field (vm, self, 0, nargs == 0 ? NULL : nargs == 1 ? args[0] : ARGS (self));
  else
    set_field (vm, self, 0, nargs ? args[0] : NULL);
  return 0;
}

static const RsSlots value_slots = { .new_ = rs_exception_tp_new, .init = value_init };
static const RsGetSetDef stop_getset[] = { { "value", get_0, set_0, NULL }, { NULL } };
static const RsGetSetDef exit_getset[] = { { "code", get_0, set_0, NULL }, { NULL } };

/* --- AttributeError, NameError, ImportError ------------------------------- */

static int
attribute_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "name", "obj", NULL };
  return init_with_keywords (vm, self, args, nargs, kwnames, names, 0);
}

static int
name_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "name", NULL };
  return init_with_keywords (vm, self, args, nargs, kwnames, names, 0);
}

static int
import_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "name", "path", NULL };
  if (init_with_keywords (vm, self, args, nargs, kwnames, names, 0) < 0)
    return -1;
  set_field (vm, self, 2, nargs == 1 ? args[0] : NULL);
  return 0;
}

static RsObject *
import_str (RsVm *vm, RsObject *self)
{
  RsObject *message = FIELDS (self)[2];
  return message && message->type == RS_TYPE (vm, STR) ? rs_incref (message)
                                                       : rs_exception_str (vm, self);
}

static const RsSlots attribute_slots = { .new_ = rs_exception_tp_new, .init = attribute_init };
static const RsSlots name_slots = { .new_ = rs_exception_tp_new, .init = name_init };
static const RsSlots import_slots = { .new_ = rs_exception_tp_new,
                                      .init = import_init,
                                      .str = import_str };
static const RsGetSetDef attribute_getset[] = { { "name", get_0, set_0, NULL },
                                                { "obj", get_1, set_1, NULL },
                                                { NULL } };
static const RsGetSetDef name_getset[] = { { "name", get_0, set_0, NULL }, { NULL } };
static const RsGetSetDef import_getset[] = { { "name", get_0, set_0, NULL },
                                             { "path", get_1, set_1, NULL },
                                             { "msg", get_2, set_2, NULL },
                                             { NULL } };

/* --- KeyError ------------------------------------------------------------- */

static RsObject *
key_str (RsVm *vm, RsObject *self)
{
  return rs_tuple_size (ARGS (self)) == 1 ? rs_repr (vm, rs_tuple_items (ARGS (self))[0])
                                          : rs_exception_str (vm, self);
}

static const RsSlots key_slots = { .new_ = rs_exception_tp_new, .str = key_str };

/* --- OSError -------------------------------------------------------------- */

static const struct {
  gint errno_;
  guint16 id;
} errno_types[] = {
  { 11, RS_T_BlockingIOError },         { 32, RS_T_BrokenPipeError },
  { 10, RS_T_ChildProcessError },       { 103, RS_T_ConnectionAbortedError },
  { 111, RS_T_ConnectionRefusedError }, { 104, RS_T_ConnectionResetError },
  { 17, RS_T_FileExistsError },         { 2, RS_T_FileNotFoundError },
  { 4, RS_T_InterruptedError },         { 21, RS_T_IsADirectoryError },
  { 20, RS_T_NotADirectoryError },      { 13, RS_T_PermissionError },
  { 1, RS_T_PermissionError },          { 3, RS_T_ProcessLookupError },
  { 110, RS_T_TimeoutError },
};

static RsObject *
os_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gint64 number;
  if (type == RS_TYPE (vm, OSError) && nargs >= 2 && nargs <= 5 && rs_is_int (args[0])
      && rs_int_small (args[0], &number))
    for (guint i = 0; i < G_N_ELEMENTS (errno_types); i++)
      if (errno_types[i].errno_ == number)
        type = vm->types[errno_types[i].id];
  RsObject *self = rs_exception_tp_new (vm, type, args, nargs, kwnames);
  if (self == NULL || nargs < 2 || nargs > 5)
    return self;
  set_field (vm, self, 0, args[0]);
  set_field (vm, self, 1, args[1]);
  if (nargs >= 3)
    {
      if (args[2] != vm->none)
        set_field (vm, self, 2, args[2]);
      if (nargs == 5)
        set_field (vm, self, 3, args[4]);
      rs_setref (vm, &ARGS (self), rs_tuple_from_array (vm, args, 2));
    }
  return self;
}

static int
os_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return nargs >= 2 && nargs <= 5 && FIELDS (self)[0] != NULL
             ? 0
             : rs_exception_tp_init (vm, self, args, nargs, kwnames);
}

static RsObject *
os_str (RsVm *vm, RsObject *self)
{
  RsObject **f = FIELDS (self);
  if (f[2] != NULL && f[3] != NULL)
    return rs_str_printf (vm, "[Errno %S] %S: %R -> %R", f[0], f[1], f[2], f[3]);
  if (f[2] != NULL)
    return rs_str_printf (vm, "[Errno %S] %S: %R", f[0], f[1], f[2]);
  if (f[0] != NULL && f[1] != NULL)
    return rs_str_printf (vm, "[Errno %S] %S", f[0], f[1]);
  return rs_exception_str (vm, self);
}

static const RsSlots os_slots = { .new_ = os_new, .init = os_init, .str = os_str };
static const RsGetSetDef os_getset[] = { { "errno", get_0, set_0, NULL },
                                         { "strerror", get_1, set_1, NULL },
                                         { "filename", get_2, set_2, NULL },
                                         { "filename2", get_3, set_3, NULL },
                                         { NULL } };

/* --- SyntaxError ---------------------------------------------------------- */

static int
syntax_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (rs_exception_tp_init (vm, self, args, nargs, kwnames) < 0)
    return -1;
  if (nargs >= 1)
    set_field (vm, self, 0, args[0]);
  if (nargs == 2)
    {
      RsObject *details = rs_tuple_from (vm, args[1]);
      if (details == NULL)
        return -1;
      gsize n = rs_tuple_size (details);
      for (gsize i = 0; i < n && i < 6; i++)
        set_field (vm, self, i + 1, rs_tuple_items (details)[i]);
      rs_decref (vm, details);
      if (n < 4 || n > 6)
        return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                             "function takes at %s arguments (%zu given)",
                             n < 4 ? "least 4" : "most 6", n);
      if (n == 5)
        return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                             "end_offset must be provided when end_lineno is provided");
    }
  return 0;
}

static RsObject *
syntax_str (RsVm *vm, RsObject *self)
{
  RsObject **f = FIELDS (self);
  RsObject *msg = f[0] ? f[0] : vm->none;
  gboolean file = f[1] != NULL && rs_is_str (f[1]), line = f[2] != NULL && rs_is_int (f[2]);
  g_autofree char *path = file ? rs_str_utf8 (f[1], NULL) : NULL;
  const char *base = path ? (strrchr (path, '/') ? strrchr (path, '/') + 1 : path) : NULL;
  if (file && line)
    return rs_str_printf (vm, "%S (%s, line %S)", msg, base, f[2]);
  if (file)
    return rs_str_printf (vm, "%S (%s)", msg, base);
  if (line)
    return rs_str_printf (vm, "%S (line %S)", msg, f[2]);
  return rs_str (vm, msg);
}

static const RsSlots syntax_slots = { .new_ = rs_exception_tp_new,
                                      .init = syntax_init,
                                      .str = syntax_str };
static const RsGetSetDef syntax_getset[] = { { "msg", get_0, set_0, NULL },
                                             { "filename", get_1, set_1, NULL },
                                             { "lineno", get_2, set_2, NULL },
                                             { "offset", get_3, set_3, NULL },
                                             { "text", get_4, set_4, NULL },
                                             { "end_lineno", get_5, set_5, NULL },
                                             { "end_offset", get_6, set_6, NULL },
                                             { "print_file_and_line", get_7, set_7, NULL },
                                             { NULL } };

/* --- UnicodeError --------------------------------------------------------- */

static int
unicode_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gboolean translate = rs_is_a (self, RS_TYPE (vm, UnicodeTranslateError));
  if (rs_exception_tp_init (vm, self, args, nargs, kwnames) < 0)
    return -1;
  if (nargs != (translate ? 4 : 5))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                         "function takes exactly %d arguments (%zu given)", translate ? 4 : 5,
                         nargs);
  gboolean decode = rs_is_a (self, RS_TYPE (vm, UnicodeDecodeError));
  for (gsize i = 0; i < nargs; i++)
    {
      const guint8 *data;
      gsize size;
      guint field = i + translate;
      gboolean number = field == 2 || field == 3, buffer = decode && field == 1;
      if (number   ? rs_is_int (args[i])
          : buffer ? rs_bytes_view (vm, args[i], &data, &size)
                   : rs_is_str (args[i]))
        set_field (vm, self, field, args[i]);
      else if (number)
        return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                             "'%T' object cannot be interpreted as an integer", args[i]);
      else if (buffer)
        return rs_raise_int (vm, RS_TYPE (vm, TypeError),
                             "a bytes-like object is required, not '%T'", args[i]);
      else
        return rs_raise_int (vm, RS_TYPE (vm, TypeError), "argument %zu must be str, not %T", i + 1,
                             args[i]);
    }
  return 0;
}

static RsObject *
unicode_str (RsVm *vm, RsObject *self)
{
  RsObject **f = FIELDS (self);
  gint64 start, end;
  if (f[1] == NULL || f[2] == NULL || f[3] == NULL || !rs_int_fits (f[2], &start)
      || !rs_int_fits (f[3], &end))
    return rs_exception_str (vm, self);
  gboolean decode = rs_is_a (self, RS_TYPE (vm, UnicodeDecodeError));
  gboolean translate = rs_is_a (self, RS_TYPE (vm, UnicodeTranslateError));
  if (decode)
    {
      if (end == start + 1 && rs_is_bytes (f[1]) && (gsize) start < ((RsBytes *) f[1])->size)
        return rs_str_printf (vm, "'%S' codec can't decode byte 0x%s%x in position %lld: %S", f[0],
                              ((RsBytes *) f[1])->data[start] < 16 ? "0" : "",
                              (int) ((RsBytes *) f[1])->data[start], (long long) start, f[4]);
      return rs_str_printf (vm, "'%S' codec can't decode bytes in position %lld-%lld: %S", f[0],
                            (long long) start, (long long) end - 1, f[4]);
    }
  if (end == start + 1 && rs_is_str (f[1]) && (gsize) start < rs_str_length (f[1]))
    {
      gunichar c = rs_str_char (f[1], start);
      g_autofree char *escape = g_strdup_printf (c <= 0xff     ? "\\x%02x"
                                                 : c <= 0xffff ? "\\u%04x"
                                                               : "\\U%08x",
                                                 c);
      if (translate)
        return rs_str_printf (vm, "can't translate character '%s' in position %lld: %S", escape,
                              (long long) start, f[4]);
      return rs_str_printf (vm, "'%S' codec can't encode character '%s' in position %lld: %S", f[0],
                            escape, (long long) start, f[4]);
    }
  if (translate)
    return rs_str_printf (vm, "can't translate characters in position %lld-%lld: %S",
                          (long long) start, (long long) end - 1, f[4]);
  return rs_str_printf (vm, "'%S' codec can't encode characters in position %lld-%lld: %S", f[0],
                        (long long) start, (long long) end - 1, f[4]);
}

static const RsSlots unicode_slots = { .new_ = rs_exception_tp_new,
                                       .init = unicode_init,
                                       .str = unicode_str };
static const RsGetSetDef unicode_getset[] = {
  { "encoding", get_0, set_0, NULL }, { "object", get_1, set_1, NULL },
  { "start", get_2, set_2, NULL },    { "end", get_3, set_3, NULL },
  { "reason", get_4, set_4, NULL },   { NULL }
};

/* --- groups --------------------------------------------------------------- */

static RsObject *
group_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  if (nargs != 2)
    return rs_type_error (vm, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zu given)",
                          nargs);
  if (!rs_is_str (args[0]))
    return rs_type_error (vm, "BaseExceptionGroup.__new__() argument 1 must be str, not %T",
                          args[0]);
  if (args[1]->type->slots.getitem == NULL || rs_is_dict (args[1]))
    return rs_type_error (vm, "second argument (exceptions) must be a sequence");
  RsObject *exceptions = rs_tuple_from (vm, args[1]);
  if (exceptions == NULL)
    return NULL;
  gboolean plain = TRUE;
  gsize n = rs_tuple_size (exceptions);
  for (gsize i = 0; i < n; i++)
    {
      RsObject *item = rs_tuple_items (exceptions)[i];
      if (!rs_is_exception (item))
        {
          rs_value_error (vm, "Item %zu of second argument (exceptions) is not an exception", i);
          rs_decref (vm, exceptions);
          return NULL;
        }
      plain = plain && rs_is_a (item, RS_TYPE (vm, Exception));
    }
  if (n == 0
      || (!plain && type != RS_TYPE (vm, BaseExceptionGroup)
          && rs_is_subtype (type, RS_TYPE (vm, Exception))))
    {
      if (n == 0)
        rs_value_error (vm, "second argument (exceptions) must be a non-empty sequence");
      else if (type == RS_TYPE (vm, ExceptionGroup))
        rs_type_error (vm, "Cannot nest BaseExceptions in an ExceptionGroup");
      else
        rs_type_error (vm, "Cannot nest BaseExceptions in %R", type->name);
      rs_decref (vm, exceptions);
      return NULL;
    }
  if (type == RS_TYPE (vm, BaseExceptionGroup) && plain)
    type = RS_TYPE (vm, ExceptionGroup);
  RsObject *self = rs_exception_tp_new (vm, type, args, nargs, kwnames);
  if (self != NULL)
    {
      set_field (vm, self, 0, args[0]);
      set_field (vm, self, 1, exceptions);
    }
  rs_decref (vm, exceptions);
  return self;
}

static int
group_init (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return rs_exception_tp_init (vm, self, args, nargs, kwnames);
}

static RsObject *
group_str (RsVm *vm, RsObject *self)
{
  gsize n = rs_tuple_size (FIELDS (self)[1]);
  return rs_str_printf (vm, "%S (%zu sub-exception%s)", FIELDS (self)[0], n, n == 1 ? "" : "s");
}

static RsObject *
group_derive (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *pair[2] = { FIELDS (self)[0], args[0] };
  return rs_call (vm, RS_OBJECT (RS_TYPE (vm, BaseExceptionGroup)), pair, 2, NULL);
}

/* A group like SELF of the exceptions in LIST, or None for none. */
static RsObject *
derive_like (RsVm *vm, RsObject *self, RsObject *list)
{
  if (rs_list_size (list) == 0)
    return rs_incref (vm->none);
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_interned (vm, "derive"));
  /* PyObject_CallMethod () makes a tuple of the arguments. */
  RS_LOCAL (argument, rs_incref (list));
  RS_LOCAL (group, rs_call_method (vm, self, name, &argument, 1));
  rs_clear (vm, &argument);
  if (group == NULL)
    return NULL;
  RsException *from = (RsException *) self, *to = (RsException *) group;
  rs_setref (vm, &to->traceback, rs_xincref (from->traceback));
  rs_setref (vm, &to->context, rs_xincref (from->context));
  rs_setref (vm, &to->cause, rs_xincref (from->cause));
  to->suppress_context = TRUE; /* as PyException_SetCause () leaves it */
  RS_LOCAL (key, rs_str_interned (vm, "__notes__"));
  RS_LOCAL (notes, NULL);
  int found = rs_getattr_optional (vm, self, key, &notes);
  if (found < 0)
    return NULL;
  if (found > 0 && notes->type->slots.getitem && !rs_is_dict (notes))
    {
      RS_LOCAL (copy, rs_list_from (vm, notes));
      if (copy == NULL || rs_setattr (vm, group, key, copy) < 0)
        return NULL;
    }
  return RS_GIVE (group);
}

/* 1, 0, -1: does CONDITION (a class, a tuple of them, or a callable) hold for
 * EXCEPTION? */
static int
group_condition (RsVm *vm, RsObject *exception, RsObject *condition)
{
  if (rs_is_type (condition) || rs_is_tuple (condition))
    return rs_isinstance (vm, exception, condition);
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_call1 (vm, condition, exception));
  return result ? rs_is_true (vm, result) : -1;
}

/* Splits SELF: *MATCH and *REST are new references, None where empty. Without
 * WITH_REST, *REST is always None. FALSE raises. */
static gboolean
group_divide (RsVm *vm, RsObject *self, RsObject *condition, gboolean with_rest, RsObject **match,
              RsObject **rest)
{
  int whole = group_condition (vm, self, condition);
  if (whole != 0)
    {
      *match = whole > 0 ? rs_incref (self) : NULL;
      *rest = whole > 0 ? rs_incref (vm->none) : NULL;
      return whole > 0;
    }
  if (!rs_is_a (self, RS_TYPE (vm, BaseExceptionGroup)))
    {
      *match = rs_incref (vm->none);
      *rest = rs_incref (with_rest ? self : vm->none);
      return TRUE;
    }
  *match = *rest = NULL;
  RS_SCOPE (vm);
  RS_LOCAL (no, rs_list_new (vm, 0));
  RS_LOCAL (yes, rs_list_new (vm, 0));
  for (gsize i = 0; i < rs_tuple_size (FIELDS (self)[1]); i++)
    {
      RsObject *a, *b;
      if (!group_divide (vm, rs_tuple_items (FIELDS (self)[1])[i], condition, with_rest, &a, &b))
        return FALSE;
      RS_LOCAL (other, b);
      RS_LOCAL (one, a); /* dropped first */
      if ((one != vm->none && rs_list_append (vm, yes, one) < 0)
          || (other != vm->none && rs_list_append (vm, no, other) < 0))
        return FALSE;
    }
  RS_LOCAL (matching, derive_like (vm, self, yes));
  *rest = matching ? derive_like (vm, self, no) : NULL; /* an empty one is None */
  if (*rest == NULL)
    return FALSE;
  *match = g_steal_pointer (&matching);
  return TRUE;
}

/* Is LEAF among the leaves of EXCEPTION? */
static gboolean
has_leaf (RsVm *vm, RsObject *exception, RsObject *leaf)
{
  if (!rs_is_a (exception, RS_TYPE (vm, BaseExceptionGroup)))
    return exception == leaf;
  for (gsize i = 0; i < rs_tuple_size (FIELDS (exception)[1]); i++)
    if (has_leaf (vm, rs_tuple_items (FIELDS (exception)[1])[i], leaf))
      return TRUE;
  return FALSE;
}

RsObject *
rs_exception_group_project (RsVm *vm, RsObject *group, RsObject *list)
{
  if (!rs_is_a (group, RS_TYPE (vm, BaseExceptionGroup)))
    {
      for (gsize i = 0; i < rs_list_size (list); i++)
        if (has_leaf (vm, rs_list_items (list)[i], group))
          return rs_incref (group);
      return rs_incref (vm->none);
    }
  RS_SCOPE (vm);
  RS_LOCAL (parts, rs_list_new (vm, 0));
  for (gsize i = 0; i < rs_tuple_size (FIELDS (group)[1]); i++)
    {
      RS_LOCAL (part, rs_exception_group_project (vm, rs_tuple_items (FIELDS (group)[1])[i], list));
      if (part == NULL || (part != vm->none && rs_list_append (vm, parts, part) < 0))
        return NULL;
    }
  return derive_like (vm, group, parts);
}

static RsObject *
group_split (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *match, *rest;
  if (!group_divide (vm, self, args[0], TRUE, &match, &rest))
    return NULL;
  RsObject *pair = rs_tuple_pack (vm, 2, match, rest);
  rs_decref (vm, match);
  rs_decref (vm, rest);
  return pair;
}

static RsObject *
group_subgroup (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsObject *match, *rest;
  if (!group_divide (vm, self, args[0], FALSE, &match, &rest))
    return NULL;
  rs_decref (vm, rest);
  return match;
}

static const RsMethodDef group_methods[] = { { "split", group_split, RS_M_O, 0, 0, NULL },
                                             { "subgroup", group_subgroup, RS_M_O, 0, 0, NULL },
                                             { "derive", group_derive, RS_M_O, 0, 0, NULL },
                                             { NULL } };
static const RsSlots group_slots = { .new_ = group_new, .init = group_init, .str = group_str };
static const RsGetSetDef group_getset[] = { { "message", get_0, NULL, NULL },
                                            { "exceptions", get_1, NULL, NULL },
                                            { NULL } };

/* --- the table ------------------------------------------------------------ */

static const struct {
  guint16 id;
  const RsSlots *slots;
  const RsGetSetDef *getset;
  const RsMethodDef *methods;
} special[] = {
  { RS_T_BaseException, &base_slots, rs_exception_getset, rs_exception_methods },
  { RS_T_StopIteration, &value_slots, stop_getset, NULL },
  { RS_T_SystemExit, &value_slots, exit_getset, NULL },
  { RS_T_AttributeError, &attribute_slots, attribute_getset, NULL },
  { RS_T_NameError, &name_slots, name_getset, NULL },
  { RS_T_ImportError, &import_slots, import_getset, NULL },
  { RS_T_KeyError, &key_slots, NULL, NULL },
  { RS_T_OSError, &os_slots, os_getset, NULL },
  { RS_T_SyntaxError, &syntax_slots, syntax_getset, NULL },
  { RS_T_UnicodeDecodeError, &unicode_slots, unicode_getset, NULL },
  { RS_T_UnicodeEncodeError, &unicode_slots, unicode_getset, NULL },
  { RS_T_UnicodeTranslateError, &unicode_slots, unicode_getset, NULL },
  { RS_T_BaseExceptionGroup, &group_slots, group_getset, group_methods },
};

static const struct {
  const char *name;
  guint16 base;
} names[] = {
#define EXC(name, base) { #name, RS_T_##base },
#include "heap/exceptions.def"
#undef EXC
};

RsTypeSpec
rs_exception_spec (guint id)
{
  guint index = id - RS_T_BaseException;
  RsTypeSpec spec = { .name = names[index].name,
                      .flags = RS_TF_GC | RS_TF_BASETYPE,
                      .base = names[index].base,
                      .slots = NULL };
  for (guint i = 0; i < G_N_ELEMENTS (special); i++)
    if (special[i].id == id)
      {
        spec.slots = special[i].slots;
        spec.getset = special[i].getset;
        spec.methods = special[i].methods;
      }
  if (id == RS_T_ExceptionGroup)
    {
      spec.second_base = RS_T_Exception;
      spec.weaklist_offset = G_STRUCT_OFFSET (RsException, weaklist);
    }
  if (id == RS_T_BaseException)
    {
      spec.flags |= RS_TF_EXCEPTION;
      spec.size = sizeof (RsException);
      spec.dict_offset = G_STRUCT_OFFSET (RsException, dict);
    }
  return spec;
}
