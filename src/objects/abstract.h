/* SPDX-License-Identifier: MIT
 *
 * The operations that work on any object, as CPython's abstract.c and object.c:
 * what an operator or a built-in does, by way of the type's slots.
 */
#pragma once

#include "errors.h"
#include "heap/run-limits.h"
#include "heap/weakref.h"

G_BEGIN_DECLS

/* attributes (attribute.c) */
RS_NEW RS_RAISES RsObject *rs_getattr (RsVm *vm, RsObject *object, RsObject *name);
/* 1 and *VALUE a new reference; 0: there is none, nothing pending; -1
 * raises. */
int rs_getattr_optional (RsVm *vm, RsObject *object, RsObject *name, RsObject **value);
int rs_setattr (RsVm *vm, RsObject *object, RsObject *name,
                RsObject *value); /* VALUE NULL: delete */
RS_NEW RS_RAISES RsObject *rs_generic_getattr (RsVm *vm, RsObject *object, RsObject *name);
int rs_generic_setattr (RsVm *vm, RsObject *object, RsObject *name, RsObject *value);
/* Gives the pending AttributeError, if it has none yet, its name and obj. */
void rs_attribute_error_context (RsVm *vm, RsObject *object, RsObject *name);
/* What the descriptor DESCR gives for OBJECT (NULL: for the class) of TYPE,
 * held meanwhile. */
RS_NEW RS_RAISES RsObject *rs_descr_get (RsVm *vm, RsObject *descr, RsObject *object,
                                         RsObject *type);
/* Looks NAME up in the type and its bases. Borrowed; NULL: not there, nothing
 * pending. */
RS_BORROWED RsObject *rs_type_lookup (RsVm *vm, RsType *type, RsObject *name);
/* Looks a special method up on the type and binds it: new reference; NULL: not
 * there (nothing pending) or raised. */
RS_NEW RsObject *rs_lookup_special (RsVm *vm, RsObject *object, RsObject *name);

/* calls */
RS_NEW RS_RAISES RsObject *rs_call (RsVm *vm, RsObject *callable, RsObject *const *args,
                                    gsize nargs, RsObject *kwnames);
RS_NEW RS_RAISES RsObject *rs_call0 (RsVm *vm, RsObject *callable);
RS_NEW RS_RAISES RsObject *rs_call1 (RsVm *vm, RsObject *callable, RsObject *a);
/* Calls with A, or NULL for no argument. CALLABLE is held meanwhile: the caller
 * owns it and nothing else does, as a method just looked up. */
RS_NEW RS_RAISES RsObject *rs_call_held (RsVm *vm, RsObject *callable, RsObject *a);
RS_NEW RS_RAISES RsObject *rs_call2 (RsVm *vm, RsObject *callable, RsObject *a, RsObject *b);
RS_NEW RS_RAISES RsObject *rs_call_tuple (RsVm *vm, RsObject *callable, RsObject *args,
                                          RsObject *kwargs /* dict or NULL */);
/* Are NARGS arguments of CALLABLE packed into a tuple for the call? type has a
 * vectorcall, but only for type (x). */
gboolean rs_takes_tuple (RsVm *vm, RsObject *callable, gsize nargs);
/* Does CPython call the built-in TYPE without vectorcall, so that a tuple holds
 * the arguments while its new () may run Python? Exceptions keep that tuple as
 * their args. */
gboolean rs_type_takes_tuple (RsVm *vm, RsType *type);
/* Calls of a built-in type and of a built-in function whose arguments are held
 * by a tuple and dict of the caller's. */
RS_NEW RS_RAISES RsObject *rs_type_call_packed (RsVm *vm, RsObject *type, RsObject *const *args,
                                                gsize nargs, RsObject *kwnames);
RS_NEW RS_RAISES RsObject *rs_builtin_call_packed (RsVm *vm, RsObject *builtin,
                                                   RsObject *const *args, gsize nargs,
                                                   RsObject *kwnames);
/* As PyObject_VectorcallDict: ARGS as an array, and the keywords in the dict
 * KWARGS or NULL. */
RS_NEW RS_RAISES RsObject *rs_call_dict (RsVm *vm, RsObject *callable, RsObject *const *args,
                                         gsize nargs, RsObject *kwargs);
/* The arguments of f (*args, **kwargs) in one array, in the arena, borrowed:
 * *N_BYTES to free; *KWNAMES a new tuple, or NULL where KWARGS (nullable) is
 * empty. NULL raises: no memory for the tuple. */
RsObject **rs_call_flatten (RsVm *vm, RsObject *const *args, gsize nargs, RsObject *kwargs,
                            RsObject **kwnames, gsize *n_bytes);
/* Are all keys of KWARGS (or NULL) str? FALSE raises. */
gboolean rs_call_check_keywords (RsVm *vm, RsObject *kwargs);
/* object.name (args...) */
RS_NEW RS_RAISES RsObject *rs_call_method (RsVm *vm, RsObject *object, RsObject *name,
                                           RsObject *const *args, gsize nargs);

/* text, hash, truth, comparison */
RS_NEW RS_RAISES RsObject *rs_repr (RsVm *vm, RsObject *object); /* a str */
RS_NEW RS_RAISES RsObject *rs_str (RsVm *vm, RsObject *object);  /* a str */
RS_NEW RS_RAISES RsObject *rs_ascii (RsVm *vm,
                                     RsObject *object); /* repr (object), non-ASCII escaped */
RS_NEW RS_RAISES RsObject *rs_format (RsVm *vm, RsObject *object,
                                      RsObject *spec); /* format (object, spec); SPEC NULL: empty */
gint64 rs_hash (RsVm *vm, RsObject *object);           /* -1 raises */
int rs_is_true (RsVm *vm, RsObject *object);           /* 1, 0, -1 raises */
RS_NEW RS_RAISES RsObject *rs_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op);
RS_NEW RS_RAISES RsObject *rs_richcompare_reflected (RsVm *vm, RsObject *left, RsObject *right,
                                                     int op);
int rs_compare_bool (RsVm *vm, RsObject *left, RsObject *right,
                     int op); /* identity implies equality; -1 raises */
gint64 rs_hash_not_implemented (RsVm *vm, RsObject *object);
gint64 rs_hash_pointer (gconstpointer object); /* of the object's modelled address */
/* repr () of containers: 1: OBJECT is being shown already, print "..."; 0: go
 * on, and call rs_repr_leave; -1 raises. */
int rs_repr_enter (RsVm *vm, RsObject *object);
void rs_repr_leave (RsVm *vm, RsObject *object);
/* Guards C recursion (deep comparison, repr): -1 with RecursionError pending,
 * WHERE such as " while getting the repr of an object". */
int rs_recursion_enter (RsVm *vm, const char *where);
void rs_recursion_leave (RsVm *vm);

/* numbers. OP: RS_NB_*; SYMBOL is for the message */
RS_NEW RS_RAISES RsObject *rs_binary_op (RsVm *vm, RsObject *left, RsObject *right,
                                         int op); /* 0..12, or in place 13..25 */
RS_NEW RS_RAISES RsObject *rs_binary_op_reflected (RsVm *vm, RsObject *left, RsObject *right,
                                                   int op); /* 0..12 */
RS_NEW RS_RAISES RsObject *rs_power (RsVm *vm, RsObject *base, RsObject *exponent,
                                     RsObject *modulus);
RS_NEW RS_RAISES RsObject *rs_divmod (RsVm *vm, RsObject *left, RsObject *right);
RS_NEW RS_RAISES RsObject *rs_negative (RsVm *vm, RsObject *object);
RS_NEW RS_RAISES RsObject *rs_positive (RsVm *vm, RsObject *object);
RS_NEW RS_RAISES RsObject *rs_invert (RsVm *vm, RsObject *object);
RS_NEW RS_RAISES RsObject *rs_absolute (RsVm *vm, RsObject *object);
RS_NEW RS_RAISES RsObject *rs_index (
    RsVm *vm, RsObject *object); /* an int; "'x' object cannot be interpreted as an integer" */
RS_NEW RS_RAISES RsObject *rs_to_int (RsVm *vm, RsObject *object);   /* int (object) */
RS_NEW RS_RAISES RsObject *rs_to_float (RsVm *vm, RsObject *object); /* float (object) */
/* An index or a size as gssize. ERROR NULL: clamp; else raise it when too
 * large. -1 with an exception pending: failed. */
gssize rs_as_ssize (RsVm *vm, RsObject *object, RsType *error);
double rs_as_double (RsVm *vm, RsObject *object); /* -1.0 and pending: failed */

/* containers */
gssize rs_length (RsVm *vm, RsObject *object);                        /* -1 raises */
gssize rs_length_hint (RsVm *vm, RsObject *object, gssize otherwise); /* -1 raises */
RS_NEW RS_RAISES RsObject *rs_getitem (RsVm *vm, RsObject *object, RsObject *key);
int rs_setitem (RsVm *vm, RsObject *object, RsObject *key,
                RsObject *value); /* VALUE NULL: delete */
int rs_contains (RsVm *vm, RsObject *object, RsObject *item);
RS_NEW RS_RAISES RsObject *rs_iter (RsVm *vm, RsObject *object);
/* An iterator by __getitem__ with 0, 1, ... */
RS_NEW RS_RAISES RsObject *rs_seq_iter_new (RsVm *vm, RsObject *sequence);
/* Is ITEM among what OBJECT yields? -1 raises. */
int rs_iter_search (RsVm *vm, RsObject *object, RsObject *item);
/* The next item; NULL: exhausted (nothing pending), raised, or the run is to
 * end (vm->stop is set). Swallows StopIteration. */
RS_NEW RsObject *rs_next (RsVm *vm, RsObject *iterator);
/* The same, but a StopIteration that the iterator raises stays pending: for
 * iterators that end as another one does. */
RS_NEW RsObject *rs_next_or_stop (RsVm *vm, RsObject *iterator);
/* Everything that ITERABLE yields, in a new list or tuple. */
RS_NEW RS_RAISES RsObject *rs_list_from (RsVm *vm, RsObject *iterable);
RS_NEW RS_RAISES RsObject *rs_tuple_from (RsVm *vm, RsObject *iterable);

/* classes */
gboolean rs_is_subtype (RsType *type, RsType *base);
int rs_isinstance (RsVm *vm, RsObject *object,
                   RsObject *cls); /* with __instancecheck__ and tuples; -1 raises */
int rs_issubclass (RsVm *vm, RsObject *derived, RsObject *cls);
int rs_isinstance_plain (RsVm *vm, RsObject *object, RsObject *cls); /* without __instancecheck__ */
int rs_issubclass_plain (RsVm *vm, RsObject *derived, RsObject *cls);
static inline gboolean
rs_is_a (RsObject *object, RsType *type)
{
  return object->type == type || rs_is_subtype (object->type, type);
}

/* list[int] and the like: types.GenericAlias. */
RS_NEW RS_RAISES RsObject *rs_generic_alias_new (RsVm *vm, RsObject *origin, RsObject *args);

/* arguments of natives. NAMES: the parameters, NULL at the end; a name that
 * starts with '*' begins the keyword-only ones ("*", then names); the first
 * N_POSONLY have no keyword. REQUIRED: how many must be given. OUT gets
 * borrowed values, NULL where absent. */
gboolean rs_parse_args (RsVm *vm, const char *function, RsObject *const *args, gsize nargs,
                        RsObject *kwnames, const char *const *names, guint n_posonly,
                        guint required, RsObject **out);
/* Raises unless KWNAMES is empty: "f() takes no keyword arguments". */
gboolean rs_no_keywords (RsVm *vm, const char *function, RsObject *kwnames);
/* Raises unless MIN <= NARGS <= MAX (-1: any): "f expected at least 1 argument,
 * got 0". */
gboolean rs_check_arity (RsVm *vm, const char *function, gsize nargs, gssize min, gssize max);

G_END_DECLS
