/* SPDX-License-Identifier: MIT
 *
 * Types: made from specs or by class statements, their slots, their attributes.
 */
#pragma once

#include "abstract.h"
#include "values.h"

G_BEGIN_DECLS

/* Allocates and fills the type of SPEC with identity ID. First pass: no dict
 * yet (str and dict may not exist). */
RsType *rs_type_alloc (RsVm *vm, const RsTypeSpec *spec, guint id);
/* Second pass: names, bases, mro, dict with methods and slot wrappers. FALSE
 * raises. */
gboolean rs_type_ready (RsVm *vm, RsType *type);
/* A subclass of BASE with only a name, as PyErr_NewException makes them; MODULE
 * nullable. */
RS_NEW RsType *rs_type_new_simple (RsVm *vm, const char *module, const char *name, RsType *base);

/* type.__new__ (META, NAME, BASES, NAMESPACE, **KWARGS): KWNAMES with their
 * values at KWVALUES go to __init_subclass__. */
RS_NEW RS_RAISES RsObject *rs_type_new_class (RsVm *vm, RsType *meta, RsObject *name,
                                              RsObject *bases, RsObject *namespace,
                                              RsObject *const *kwvalues, RsObject *kwnames);
/* The most derived metaclass of META and those of BASES; NULL raises.
 * Borrowed. */
RsType *rs_type_metaclass (RsVm *vm, RsType *meta, RsObject *bases);

/* The one of BASES whose layout a class of them has; NULL raises. Borrowed. */
RsType *rs_type_best_base (RsVm *vm, RsObject *bases);
/* Sets the mro of a class from its bases, or as its metaclass's mro () says.
 * FALSE raises. */
gboolean rs_type_update_mro (RsVm *vm, RsType *type);
/* Fills the slots of a class from its main base and its mro. */
void rs_type_inherit_slots (RsVm *vm, RsType *type);
/* Can an object of OLD be one of NEW_TYPE, as far as its layout goes? If not,
 * TypeError that names ATTRIBUTE. */
gboolean rs_type_check_assignment (RsVm *vm, RsType *old, RsType *new_type, const char *attribute);
/* cls.__bases__ = BASES. */
RS_RAISES int rs_type_set_bases (RsVm *vm, RsObject *self, RsObject *name, RsObject *bases);

/* C3 linearisation: a tuple. */
RS_NEW RS_RAISES RsObject *rs_type_compute_mro (RsVm *vm, RsType *type);
/* The attributes of TYPE or of one of its bases changed: caches forget, slots
 * of NAME (nullable: all) are looked up again. */
void rs_type_modified (RsVm *vm, RsType *type);
void rs_type_update_slots (RsVm *vm, RsType *type, RsObject *name);
guint32 rs_type_version (RsVm *vm, RsType *type);
/* Living direct subclasses, a list. */
RS_NEW RS_RAISES RsObject *rs_type_subclasses (RsVm *vm, RsType *type);
gboolean rs_type_add_subclass (RsVm *vm, RsType *base, RsType *type);
gboolean rs_type_remove_subclass (RsVm *vm, RsType *base, RsType *type);

/* The name as messages give it: "int", "collections.OrderedDict" or a class's
 * plain name. Into BUFFER of SIZE bytes. */
const char *rs_type_name (RsType *type, char *buffer, gsize size);

/* --- instances of heap types (instance.c) --------------------------------- */

extern const RsSlots rs_heap_slots; /* dealloc, traverse, clear, finalize of every heap type */
/* The instance's dict, made if need be. Borrowed; NULL: has none (nothing
 * pending) or raised. */
RS_BORROWED RsObject *rs_instance_dict (RsVm *vm, RsObject *object);
/* The same, only if it exists already. */
RS_BORROWED RsObject *rs_instance_dict_existing (RsObject *object);
/* The attribute in the instance itself: borrowed; NULL: not there or raised. */
RS_BORROWED RsObject *rs_instance_get (RsVm *vm, RsObject *object, RsObject *name);
/* Sets or deletes (VALUE NULL) it there: 1 done, 0 nothing to delete, -1
 * raises, -2 the object has no dict. */
int rs_instance_set (RsVm *vm, RsObject *object, RsObject *name, RsObject *value);
RS_NEW RS_NEVER_NULL RsObject *rs_instance_new (RsVm *vm, RsType *type);
/* Gives an object just made its values, where its class keeps attributes so. */
void rs_instance_init_values (RsVm *vm, RsObject *object);

/* Descriptors' defs of a class's __dict__ and __weakref__. */
extern const RsGetSetDef rs_instance_dict_getset, rs_instance_weakref_getset;
/* Getter of a __dict__ kept at dict_offset. */
RS_NEW RsObject *rs_get_dict_field (RsVm *vm, RsObject *self);
/* Its setter, which refuses to delete it; -1 raises. */
int rs_set_dict_field (RsVm *vm, RsObject *self, RsObject *name, RsObject *value);
/* X | Y of types: types.UnionType, or NotImplemented. */
RS_NEW RS_RAISES RsObject *rs_union_new (RsVm *vm, RsObject *left, RsObject *right);

/* --- slots and dunders (slot-table.c, slot-wrap.c, slot-call.c) ----------- */

typedef enum {
  RS_WRAP_UNARY,
  RS_WRAP_BINARY,
  RS_WRAP_BINARY_SWAPPED,
  RS_WRAP_POWER,
  RS_WRAP_POWER_SWAPPED,
  RS_WRAP_INQUIRY,
  RS_WRAP_LENGTH,
  RS_WRAP_HASH,
  RS_WRAP_CALL,
  RS_WRAP_NEXT,
  RS_WRAP_GETATTR,
  RS_WRAP_SETATTR,
  RS_WRAP_DELATTR,
  RS_WRAP_SETITEM,
  RS_WRAP_DELITEM,
  RS_WRAP_COMPARE,
  RS_WRAP_CONTAINS,
  RS_WRAP_GET,
  RS_WRAP_SET,
  RS_WRAP_DELETE,
  RS_WRAP_INIT,
  RS_WRAP_REPEAT,
  RS_WRAP_FINALIZE,
} RsWrap;

typedef struct {
  RsNameId name;
  guint16 offset;   /* of the function in RsSlots */
  guint8 wrap;      /* RsWrap */
  guint8 compare;   /* RS_WRAP_COMPARE: the operator */
  gpointer generic; /* the function that calls the dunder; NULL: a class's dunder does not fill this
                       slot */
} RsSlotDef;

extern const RsSlotDef rs_slot_defs[];
extern const guint rs_n_slot_defs;

#define RS_SLOT_AT(slots, def) (*(gpointer *) ((char *) (slots) + (def)->offset))

/* Calls slot FUNCTION of DEF as its dunder would be called: self.dunder
 * (args). */
RS_NEW RS_RAISES RsObject *rs_slot_wrapper_call (RsVm *vm, const RsSlotDef *def, gpointer function,
                                                 RsObject *self, RsObject *const *args, gsize nargs,
                                                 RsObject *kwnames);

/* --- descriptors (descr.h has the structs) -------------------------------- */

RS_NEW RsObject *rs_wrapper_descr_new (RsVm *vm, RsType *type, const RsSlotDef *def,
                                       gpointer function);
RS_NEW RsObject *rs_method_descr_new (RsVm *vm, RsType *type, const RsMethodDef *def);
RS_NEW RsObject *rs_classmethod_descr_new (RsVm *vm, RsType *type, const RsMethodDef *def);
RS_NEW RsObject *rs_getset_descr_new (RsVm *vm, RsType *type, const RsGetSetDef *def);
RS_NEW RsObject *rs_member_descr_new (RsVm *vm, RsType *type, RsObject *name, gint32 offset);
RS_NEW RsObject *rs_staticmethod_new (RsVm *vm, RsObject *callable);
RS_NEW RsObject *rs_classmethod_new (RsVm *vm, RsObject *callable);
RS_NEW RsObject *rs_builtin_new (RsVm *vm, const RsMethodDef *def, RsObject *self,
                                 RsObject *module);
RS_NEW RsObject *rs_tp_new_wrapper (RsVm *vm, RsType *type); /* __new__ of a built-in type */
RS_NEW RsObject *rs_mappingproxy_new (RsVm *vm, RsObject *mapping);
RS_NEW RsObject *rs_method_new (RsVm *vm, RsObject *function, RsObject *self);

/* Would CPython's type have tp_as_sequence? It words messages by it, and looks
 * no further. A class always has, and a type that CPython allocates (as
 * ExceptionGroup, which it makes as a class is made). */
static inline gboolean
rs_type_is_sequence (const RsType *type)
{
  const RsSlots *slots = &type->slots;
  return type->flags & (RS_TF_HEAPTYPE | RS_TF_COUNTED_TYPE) || type->id == RS_T_ExceptionGroup
         || slots->contains != NULL || slots->concat != NULL || slots->repeat != NULL
         || slots->length != NULL;
}

G_END_DECLS
