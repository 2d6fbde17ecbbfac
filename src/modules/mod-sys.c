/* SPDX-License-Identifier: MIT
 *
 * Module sys: counts, sizes, interning, limits, streams, the running frame.
 * sys.settrace says that it is not supported: the session steps the program.
 */
#include "modules.h"

#include "vm/eval.h"

gssize
rs_sizeof (RsVm *vm, RsObject *object)
{
  RS_SCOPE (vm);
  RsType *type = object->type;
  RS_LOCAL (method, rs_lookup_special (vm, object, RS_NAME (vm, __sizeof__)));
  if (method == NULL)
    return vm->pending ? -1
                       : rs_raise_int (vm, RS_TYPE (vm, TypeError),
                                       "Type %T doesn't define __sizeof__", object);
  RS_LOCAL (result, rs_call0 (vm, method));
  rs_clear (vm, &method);
  if (result == NULL)
    return -1;
  gssize size = rs_is_int (result)
                    ? rs_as_ssize (vm, result, RS_TYPE (vm, OverflowError))
                    : rs_raise_int (vm, RS_TYPE (vm, TypeError), "an integer is required");
  if (size < 0)
    return vm->pending
               ? -1
               : rs_raise_int (vm, RS_TYPE (vm, ValueError), "__sizeof__() should return >= 0");
  /* By the type's flag: static types, which have no collector's head, are given
   * one here, too. */
  return size + (type->flags & RS_TF_GC ? type->prefix : 0);
}

RS_NATIVE (sys_getsizeof)
{
  gssize size = rs_sizeof (vm, args[0]);
  if (size >= 0)
    return rs_int_new (vm, size);
  if (nargs > 1 && rs_pending_swallow (vm, RS_TYPE (vm, TypeError)))
    return rs_incref (args[1]);
  return NULL;
}

RS_NATIVE (sys_getrefcount)
{
  return rs_int_new (vm, args[0]->refcnt);
}

RS_NATIVE (sys_intern)
{
  if (args[0]->type != RS_TYPE (vm, STR))
    return rs_type_error (
        vm, rs_is_str (args[0]) ? "can't intern %T" : "intern() argument must be str, not %T",
        args[0]);
  RsObject *str = rs_incref (args[0]);
  rs_str_intern (vm, &str);
  return str;
}

RS_NATIVE (sys_getrecursionlimit)
{
  return rs_int_new (vm, vm->recursion_limit);
}

RS_NATIVE (sys_setrecursionlimit)
{
  gssize limit = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (limit == -1 && vm->pending != NULL)
    return NULL;
  if (limit < 1)
    return rs_value_error (vm, "recursion limit must be greater or equal than 1");
  vm->recursion_limit = MIN (limit, G_MAXINT32);
  return rs_incref (vm->none);
}

RS_NATIVE (sys_get_int_max_str_digits)
{
  return rs_int_new (vm, vm->int_max_str_digits);
}

RS_NATIVE (sys_set_int_max_str_digits)
{
  static const char *const names[] = { "maxdigits", NULL };
  RsObject *limit;
  if (!rs_parse_args (vm, "set_int_max_str_digits", args, nargs, kwnames, names, 0, 1, &limit))
    return NULL;
  gssize digits = rs_as_ssize (vm, limit, RS_TYPE (vm, OverflowError));
  if (digits == -1 && vm->pending != NULL)
    return NULL;
  if (digits != 0 && digits < 640)
    return rs_value_error (vm, "maxdigits must be 0 or larger than 640");
  vm->int_max_str_digits = MIN (digits, G_MAXINT32);
  return rs_incref (vm->none);
}

RS_NATIVE (sys_exit)
{
  return rs_raise_object (vm, RS_TYPE (vm, SystemExit), nargs ? args[0] : NULL);
}

/* (type, HANDLED, traceback); HANDLED NULL: three times None. */
static RsObject *
exc_triple (RsVm *vm, RsObject *handled)
{
  if (handled == NULL)
    return rs_tuple_pack (vm, 3, vm->none, vm->none, vm->none);
  RsObject *traceback = ((RsException *) handled)->traceback;
  return rs_tuple_pack (vm, 3, handled->type, handled, traceback ? traceback : vm->none);
}

RS_NATIVE (sys_exc_info)
{
  return exc_triple (vm, rs_handled_exception (vm));
}

RS_NATIVE (sys_exception)
{
  RsObject *handled = rs_handled_exception (vm);
  return rs_incref (handled ? handled : vm->none);
}

RS_NATIVE (sys_getframe)
{
  gssize depth = nargs ? rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError)) : 0;
  RsFrame *frame = vm->frame;
  while (frame != NULL && (depth > 0 || frame->incomplete))
    {
      if (!frame->incomplete)
        depth--;
      frame = frame->previous;
    }
  if (frame == NULL)
    return rs_value_error (vm, "call stack is not deep enough");
  return rs_xincref (rs_frame_object (vm, frame));
}

/* {ident of a thread: what WHAT says of it, NULL: nothing}, the last one
 * first. */
static RsObject *
by_thread (RsVm *vm, RsObject *(*what) (RsVm *vm, const RsThread *thread))
{
  RS_SCOPE (vm);
  RS_LOCAL (result, rs_dict_new (vm));
  for (const RsThread *last = NULL, *thread; last != vm->threads; last = thread)
    {
      for (thread = vm->threads; thread->next != last;)
        thread = thread->next;
      RS_LOCAL (value, what (vm, thread));
      RS_LOCAL (ident, rs_int_new_unsigned (vm, thread->id));
      if (value != NULL && rs_dict_set (vm, result, ident, value) < 0)
        return NULL;
    }
  return RS_GIVE (result);
}

static RsObject *
frame_of (RsVm *vm, const RsThread *thread)
{
  RsFrame *frame = rs_thread_context (vm, thread)->frame;
  while (frame != NULL && frame->incomplete)
    frame = frame->previous;
  return frame ? rs_incref (rs_frame_object (vm, frame)) : NULL;
}

RS_NATIVE (sys_current_frames)
{
  return by_thread (vm, frame_of);
}

static RsObject *
handled_by (RsVm *vm, const RsThread *thread)
{
  const RsExcItem *item = thread->exc_top;
  while (item != NULL && item->value == NULL)
    item = item->previous;
  return exc_triple (vm, item ? item->value : NULL);
}

RS_NATIVE (sys_current_exceptions)
{
  return by_thread (vm, handled_by);
}

/* Of tracing and profiling only that there is none: the session steps the
 * program. */
static RsObject *
refuse (RsVm *vm, const char *function, RsObject *hook)
{
  if (hook != vm->none)
    return rs_raise (vm, RS_TYPE (vm, NotImplementedError), "sys.%s() is not supported by Refscope",
                     function);
  return rs_incref (vm->none);
}

RS_NATIVE (sys_settrace)
{
  return refuse (vm, "settrace", args[0]);
}

RS_NATIVE (sys_setprofile)
{
  return refuse (vm, "setprofile", args[0]);
}

RS_NATIVE (sys_displayhook)
{
  if (args[0] == vm->none)
    return rs_incref (vm->none);
  /* The value before goes first, as in CPython, which wants no recursion
   * through it. */
  if (rs_dict_set_text (vm, vm->builtins, "_", vm->none) < 0)
    return NULL;
  RS_SCOPE (vm);
  RS_LOCAL (text, rs_repr (vm, args[0]));
  RS_LOCAL (stream, rs_xincref (rs_dict_get (vm, vm->sys_dict, RS_NAME (vm, stdout))));
  RS_LOCAL (newline, rs_str_new (vm, "\n", 1));
  if (text != NULL && stream == NULL && vm->pending == NULL)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "lost sys.stdout");
  if (text == NULL || stream == NULL || !rs_stream_write (vm, stream, text)
      || !rs_stream_write (vm, stream, newline)
      || rs_dict_set_text (vm, vm->builtins, "_", args[0]) < 0)
    return NULL;
  return rs_incref (vm->none);
}

RS_NATIVE (sys_getdefaultencoding)
{
  return rs_str_new (vm, "utf-8", -1);
}

RS_NATIVE (sys_none)
{
  return rs_incref (vm->none);
}

RS_NATIVE (sys_getswitchinterval)
{
  return rs_float_new (vm, 0.005);
}

RS_NATIVE (sys_getallocatedblocks)
{
  return rs_int_new (vm, rs_heap_count (vm));
}

/* set_asyncgen_hooks (firstiter, finalizer) */
RS_NATIVE (sys_set_asyncgen_hooks)
{
  static const char *const names[] = { "firstiter", "finalizer", NULL };
  RsObject *hooks[2];
  if (!rs_parse_args (vm, "set_asyncgen_hooks", args, nargs, kwnames, names, 0, 0, hooks))
    return NULL;
  for (gint i = 1; i >= 0; i--)
    if (hooks[i] != NULL && hooks[i] != vm->none && hooks[i]->type->slots.call == NULL)
      return rs_type_error (vm, "callable %s expected, got %T", names[i], hooks[i]);
  for (gint i = 1; i >= 0; i--)
    if (hooks[i] != NULL)
      rs_setref (vm, &vm->thread->asyncgen_hooks[i],
                 hooks[i] == vm->none ? NULL : rs_incref (hooks[i]));
  return rs_incref (vm->none);
}

RS_NATIVE (sys_asyncgen_hooks)
{
  RsObject *const *hooks = vm->thread->asyncgen_hooks;
  return rs_tuple_pack (vm, 2, hooks[0] ? hooks[0] : vm->none, hooks[1] ? hooks[1] : vm->none);
}

/* excepthook (type, value, traceback) */
RS_NATIVE (sys_excepthook)
{
  if (rs_is_exception (args[1]))
    {
      if (args[2] != ((RsException *) args[1])->traceback
          && args[2]->type == RS_TYPE (vm, TRACEBACK))
        rs_setref (vm, &((RsException *) args[1])->traceback, rs_incref (args[2]));
      rs_print_exception (vm, args[1]);
    }
  return rs_incref (vm->none);
}

/* unraisablehook (unraisable) */
RS_NATIVE (sys_unraisablehook)
{
  RS_SCOPE (vm);
  static const char *const fields[] = { "exc_value", "object", "err_msg" };
  RS_LOCAL (exception, NULL);
  RS_LOCAL (object, NULL);
  RS_LOCAL (message, NULL);
  RsObject **values[] = { &exception, &object, &message };
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      RS_LOCAL (name, rs_str_interned (vm, fields[i]));
      *values[i] = args[0]->type->slots.getitem ? rs_getattr (vm, args[0], name) : NULL;
      if (*values[i] == NULL)
        {
          rs_pending_clear (vm);
          return rs_type_error (vm, "sys.unraisablehook argument type must be UnraisableHookArgs");
        }
    }
  RS_TEXT (vm, text, rs_is_str (message) ? rs_str_utf8 (message, NULL) : NULL);
  rs_print_unraisable (vm, text, exception, object == vm->none ? NULL : object);
  return rs_incref (vm->none);
}

static const RsMethodDef functions[] = {
  { "excepthook", sys_excepthook, RS_M_FAST, 3, 3, NULL },
  { "unraisablehook", sys_unraisablehook, RS_M_O, 0, 0, NULL },
  { "set_asyncgen_hooks", sys_set_asyncgen_hooks, RS_M_KEYWORDS, 0, 0, NULL },
  { "_asyncgen_hooks", sys_asyncgen_hooks, RS_M_NOARGS, 0, 0, NULL },
  { "getsizeof", sys_getsizeof, RS_M_FAST | RS_M_VARARGS, 1, 2, NULL },
  { "getrefcount", sys_getrefcount, RS_M_O, 0, 0, NULL },
  { "intern", sys_intern, RS_M_O, 0, 0, NULL },
  { "getrecursionlimit", sys_getrecursionlimit, RS_M_NOARGS, 0, 0, NULL },
  { "setrecursionlimit", sys_setrecursionlimit, RS_M_O, 0, 0, NULL },
  { "exit", sys_exit, RS_M_FAST, 0, 1, NULL },
  { "get_int_max_str_digits", sys_get_int_max_str_digits, RS_M_NOARGS, 0, 0, NULL },
  { "set_int_max_str_digits", sys_set_int_max_str_digits, RS_M_KEYWORDS, 0, 0, NULL },
  { "exc_info", sys_exc_info, RS_M_NOARGS, 0, 0, NULL },
  { "exception", sys_exception, RS_M_NOARGS, 0, 0, NULL },
  { "_getframe", sys_getframe, RS_M_FAST, 0, 1, NULL },
  { "_current_frames", sys_current_frames, RS_M_NOARGS, 0, 0, NULL },
  { "_current_exceptions", sys_current_exceptions, RS_M_NOARGS, 0, 0, NULL },
  { "displayhook", sys_displayhook, RS_M_O, 0, 0, NULL },
  { "getdefaultencoding", sys_getdefaultencoding, RS_M_NOARGS, 0, 0, NULL },
  { "settrace", sys_settrace, RS_M_O, 0, 0, NULL },
  { "gettrace", sys_none, RS_M_NOARGS, 0, 0, NULL },
  { "setprofile", sys_setprofile, RS_M_O, 0, 0, NULL },
  { "getprofile", sys_none, RS_M_NOARGS, 0, 0, NULL },
  { "getswitchinterval", sys_getswitchinterval, RS_M_NOARGS, 0, 0, NULL },
  { "setswitchinterval", sys_none, RS_M_O, 0, 0, NULL },
  { "getallocatedblocks", sys_getallocatedblocks, RS_M_NOARGS, 0, 0, NULL },
  { NULL }
};

static gboolean
add_streams (RsVm *vm, RsObject *dict)
{
  static const char *const names[] = { "stdin",     "stdout",     "stderr",
                                       "__stdin__", "__stdout__", "__stderr__" };
  for (guint i = 0; i < 3; i++)
    {
      RS_SCOPE (vm);
      RS_LOCAL (stream, rs_text_stream_new (vm, i));
      if (stream == NULL || rs_dict_set_text (vm, dict, names[i], stream) < 0
          || rs_dict_set_text (vm, dict, names[i + 3], stream) < 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  if (!rs_module_add_functions (vm, module, dict, functions) || !add_streams (vm, dict))
    return FALSE;
  return rs_module_add (vm, dict, "maxsize", rs_int_new (vm, G_MAXINT64))
         && rs_module_add (vm, dict, "maxunicode", rs_int_new (vm, 0x10ffff))
         && rs_module_add (vm, dict, "byteorder", rs_str_new (vm, "little", -1))
         && rs_module_add (vm, dict, "platform", rs_str_new (vm, "linux", -1))
         && rs_module_add (vm, dict, "path", rs_list_new (vm, 0))
         && rs_module_add (vm, dict, "executable", rs_str_new (vm, "", 0))
         && rs_module_add (vm, dict, "hexversion", rs_int_new (vm, 0x030b07f0))
         && rs_module_add (vm, dict, "copyright", rs_str_new (vm, "", 0))
         && rs_module_add (vm, dict, "_namespace", rs_incref (RS_TYPE (vm, NAMESPACE)))
         && rs_module_add (vm, dict, "warnoptions", rs_list_new (vm, 0))
         && rs_module_add (vm, dict, "dont_write_bytecode", rs_bool (vm, TRUE));
}

static const char source[] =
    "def _make(module, title, names, values=None):\n"
    "    def show(self):\n"
    "        return title + '(' + ', '.join([f'{name}={value!r}' for name, value in zip(names, "
    "self)]) + ')'\n"
    "    space = {'__slots__': (), '__module__': module, '__repr__': show, '__match_args__': "
    "tuple(names),\n"
    "             'n_fields': len(names), 'n_sequence_fields': len(names), 'n_unnamed_fields': 0}\n"
    "    for i, name in enumerate(names):\n"
    "        space[name] = property(lambda self, i=i: self[i])\n"
    "    kind = type(title.rpartition('.')[2], (tuple,), space)\n"
    "    return kind if values is None else kind(values)\n"
    "def _info(name, /, **fields):\n"
    "    return _make('sys', 'sys.' + name, list(fields), fields.values())\n"
    "version_info = _info('version_info', major=3, minor=11, micro=7, releaselevel='final', "
    "serial=0)\n"
    "version = '3.11.7 (Refscope)'\n"
    "api_version = 1013\n"
    "abiflags = ''\n"
    "float_repr_style = 'short'\n"
    "prefix = exec_prefix = base_prefix = base_exec_prefix = ''\n"
    "platlibdir = 'lib'\n"
    "orig_argv = []\n"
    "meta_path = []\n"
    "path_hooks = []\n"
    "path_importer_cache = {}\n"
    "implementation = _namespace(name='cpython', cache_tag='cpython-311', version=version_info, "
    "hexversion=hexversion)\n"
    "float_info = _info('float_info', max=1.7976931348623157e+308, max_exp=1024, max_10_exp=308, "
    "min=2.2250738585072014e-308,\n"
    "                   min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, "
    "epsilon=2.220446049250313e-16, radix=2, rounds=1)\n"
    "int_info = _info('int_info', bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300, "
    "str_digits_check_threshold=640)\n"
    "hash_info = _info('hash_info', width=64, modulus=2305843009213693951, inf=314159, nan=0, "
    "imag=1000003, algorithm='siphash13',\n"
    "                  hash_bits=64, seed_bits=128, cutoff=0)\n"
    "thread_info = _info('thread_info', name='pthread', lock='semaphore', version='')\n"
    "flags = _info('flags', debug=0, inspect=0, interactive=0, optimize=0, dont_write_bytecode=1, "
    "no_user_site=0, no_site=0,\n"
    "              ignore_environment=0, verbose=0, bytes_warning=0, quiet=0, "
    "hash_randomization=0, isolated=0, dev_mode=False, utf8_mode=0,\n"
    "              warn_default_encoding=0, safe_path=False, int_max_str_digits=-1)\n"
    "UnraisableHookArgs = _make('sys', 'UnraisableHookArgs', ['exc_type', 'exc_value', "
    "'exc_traceback', 'err_msg', 'object'])\n"
    "_hooks = _make('builtins', 'asyncgen_hooks', ['firstiter', 'finalizer'])\n"
    "def get_asyncgen_hooks():\n"
    "    return _hooks(_asyncgen_hooks())\n"
    "def getfilesystemencoding():\n"
    "    return 'utf-8'\n"
    "def getfilesystemencodeerrors():\n"
    "    return 'surrogateescape'\n"
    "def is_finalizing():\n"
    "    return False\n"
    "def get_coroutine_origin_tracking_depth():\n"
    "    return 0\n"
    "__excepthook__ = excepthook\n"
    "__unraisablehook__ = unraisablehook\n"
    "__displayhook__ = displayhook\n"
    "del _make, _info, _namespace\n";

const RsModuleDef rs_module_sys = { "sys", fill, source };

/* --- _tracemalloc --------------------------------------------------------- */

/* _memory (): modelled bytes in use now, and the most there ever were. */
RS_NATIVE (tracemalloc_memory)
{
  RsObject *now = rs_int_new_unsigned (vm, vm->model_bytes),
           *peak = rs_int_new_unsigned (vm, vm->model_peak);
  RsObject *pair = rs_tuple_pack (vm, 2, now, peak);
  rs_decref (vm, now);
  rs_decref (vm, peak);
  return pair;
}

static const RsMethodDef tracemalloc_functions[] = {
  { "_memory", tracemalloc_memory, RS_M_NOARGS, 0, 0, NULL }, { NULL }
};

static gboolean
tracemalloc_fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, tracemalloc_functions);
}

const RsModuleDef rs_module_tracemalloc_c = { "_tracemalloc", tracemalloc_fill, NULL };
