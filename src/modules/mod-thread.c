/* SPDX-License-Identifier: MIT
 *
 * Module _thread: locks and starting threads; module threading
 * (py/threading.py) is built on it. A thread that wants a lock which is taken
 * waits in lock.acquire, wherever that was called from, and others run.
 */
#include "modules.h"

#include "vm/thread.h"

typedef struct {
  RsObject base;
  RsObject *weaklist;
  guint64 owner;
  guint32 count;
  gboolean reentrant;
} RsLock;

#define MOST_SECONDS 9223372036.0 /* of a timeout */
#define LOCK(self) ((RsLock *) (self))

static RsObject *
new_lock (RsVm *vm, RsTypeId id)
{
  RsLock *lock = rs_object_new (vm, vm->types[id]);
  if (lock != NULL)
    {
      lock->reentrant = id == RS_T_RLOCK;
      if (lock->base.type->flags & RS_TF_GC)
        rs_gc_track (vm, lock);
    }
  return RS_OBJECT (lock);
}

RS_NATIVE (thread_allocate)
{
  return new_lock (vm, RS_T_LOCK);
}

static RsObject *
rlock_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  return new_lock (vm, RS_T_RLOCK);
}

static void
lock_dealloc (RsVm *vm, RsObject *self)
{
  if (self->type->flags & RS_TF_GC)
    rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, self);
  rs_object_free (vm, self);
}

static void
lock_traverse (RsVm *vm, RsObject *self, RsVisit *visit)
{
}

/* Of a time in seconds, not negative. */
static gint64
nanoseconds (double seconds)
{
  return seconds < 9e9 ? (gint64) (seconds * 1e9) : G_MAXINT64 / 2;
}

static gboolean
may_take (RsVm *vm, const RsLock *lock)
{
  return lock->count == 0 || (lock->reentrant && lock->owner == vm->thread->id);
}

/* Waits for LOCK and takes it once: TRUE; FALSE: it is not to be had by UNTIL,
 * or without BLOCKING not now; -1: the thread ends. */
static int
take (RsVm *vm, RsLock *lock, gboolean blocking, gint64 until)
{
  while (!may_take (vm, lock))
    {
      if (!blocking || until <= rs_vm_clock (vm))
        return FALSE;
      if (!rs_thread_wait (vm, RS_OBJECT (lock), lock->owner, until))
        return -1;
    }
  lock->count++;
  lock->owner = vm->thread->id;
  return TRUE;
}

RS_NATIVE (lock_acquire)
{
  static const char *const names[] = { "blocking", "timeout", NULL };
  RsObject *v[2];
  RsLock *lock = LOCK (self);
  if (!rs_parse_args (vm, "acquire", args, nargs, kwnames, names, 0, 0, v))
    return NULL;
  int blocking = v[0] ? rs_is_true (vm, v[0]) : 1;
  double timeout = v[1] ? rs_as_double (vm, v[1]) : -1;
  if (vm->pending != NULL)
    return NULL;
  if (blocking && v[1] != NULL && timeout < 0 && timeout != -1)
    return rs_value_error (vm, "timeout value must be positive");
  if (!blocking && timeout != -1)
    return rs_value_error (vm, "can't specify a timeout for a non-blocking call");
  if (timeout >= (double) G_MAXINT64)
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "timestamp out of range for platform time_t");
  if (timeout > MOST_SECONDS)
    return rs_raise (vm, RS_TYPE (vm, OverflowError), "timeout value is too large");
  gint64 until = timeout < 0 ? G_MAXINT64 : rs_vm_clock (vm) + nanoseconds (timeout);
  int taken = take (vm, lock, blocking, until);
  return taken < 0 ? NULL : rs_bool (vm, taken);
}

RS_NATIVE (lock_release)
{
  RsLock *lock = LOCK (self);
  if (lock->count == 0 || (lock->reentrant && lock->owner != vm->thread->id))
    return rs_raise (vm, RS_TYPE (vm, RuntimeError),
                     lock->reentrant ? "cannot release un-acquired lock" : "release unlocked lock");
  if (--lock->count == 0)
    {
      lock->owner = 0;
      rs_thread_wake (vm, self);
    }
  return rs_incref (vm->none);
}

RS_NATIVE (lock_enter)
{
  return lock_acquire (vm, self, NULL, 0, NULL);
}

RS_NATIVE (lock_exit)
{
  return lock_release (vm, self, NULL, 0, NULL);
}

RS_NATIVE (lock_locked)
{
  return rs_bool (vm, LOCK (self)->count > 0);
}

RS_NATIVE (rlock_is_owned)
{
  return rs_bool (vm, LOCK (self)->count > 0 && LOCK (self)->owner == vm->thread->id);
}

/* What Condition.wait () does with an RLock: all of its turns are given back at
 * once, and taken again. */
RS_NATIVE (rlock_release_save)
{
  RsLock *lock = LOCK (self);
  if (lock->count == 0)
    return rs_raise (vm, RS_TYPE (vm, RuntimeError), "cannot release un-acquired lock");
  guint32 count = lock->count;
  guint64 owner = lock->owner;
  lock->count = 0;
  lock->owner = 0;
  rs_thread_wake (vm, self);
  RsObject *state = rs_tuple_new (vm, 2);
  rs_tuple_items (state)[0] = rs_int_new (vm, count);
  rs_tuple_items (state)[1] = rs_int_new_unsigned (vm, owner);
  return state;
}

RS_NATIVE (rlock_acquire_restore)
{
  RsLock *lock = LOCK (self);
  gint64 count;
  if (!rs_is_tuple (args[0]) || rs_tuple_size (args[0]) != 2
      || !rs_int_small (rs_tuple_items (args[0])[0], &count) || count < 1)
    return rs_type_error (vm, "_acquire_restore() argument 1 must be 2-item tuple");
  if (take (vm, lock, TRUE, G_MAXINT64) < 0)
    return NULL;
  lock->count = count;
  return rs_incref (vm->none);
}

static RsObject *
lock_repr (RsVm *vm, RsObject *self)
{
  RsLock *lock = LOCK (self);
  unsigned long long at = rs_address (self);
  if (lock->reentrant)
    return rs_str_printf (vm, "<%s _thread.RLock object owner=%lld count=%lld at 0x%llx>",
                          lock->count ? "locked" : "unlocked", (long long) lock->owner,
                          (long long) lock->count, at);
  return rs_str_printf (vm, "<%s _thread.lock object at 0x%llx>",
                        lock->count ? "locked" : "unlocked", at);
}

static const RsMethodDef lock_methods[] = { { "acquire", lock_acquire, RS_M_KEYWORDS, 0, 0, NULL },
                                            { "release", lock_release, RS_M_NOARGS, 0, 0, NULL },
                                            { "__enter__", lock_enter, RS_M_NOARGS, 0, 0, NULL },
                                            { "__exit__", lock_exit, RS_M_FAST, 0, 3, NULL },
                                            { "locked", lock_locked, RS_M_NOARGS, 0, 0, NULL },
                                            { NULL } };
static const RsMethodDef rlock_methods[] = {
  { "acquire", lock_acquire, RS_M_KEYWORDS, 0, 0, NULL },
  { "release", lock_release, RS_M_NOARGS, 0, 0, NULL },
  { "__enter__", lock_enter, RS_M_NOARGS, 0, 0, NULL },
  { "__exit__", lock_exit, RS_M_FAST, 0, 3, NULL },
  { "_is_owned", rlock_is_owned, RS_M_NOARGS, 0, 0, NULL },
  { "_release_save", rlock_release_save, RS_M_NOARGS, 0, 0, NULL },
  { "_acquire_restore", rlock_acquire_restore, RS_M_O, 0, 0, NULL },
  { NULL }
};

static const RsSlots lock_slots = { .dealloc = lock_dealloc,
                                    .traverse = lock_traverse,
                                    .repr = lock_repr };
static const RsSlots rlock_slots = {
  .dealloc = lock_dealloc, .traverse = lock_traverse, .repr = lock_repr, .new_ = rlock_new
};

const RsTypeSpec rs_spec_lock = { .name = "_thread.lock",
                                  .flags = RS_TF_COUNTED_TYPE | RS_TF_GC | RS_TF_NO_NEW,
                                  .size = sizeof (RsLock),
                                  .slots = &lock_slots,
                                  .methods = lock_methods,
                                  .weaklist_offset = G_STRUCT_OFFSET (RsLock, weaklist) };
const RsTypeSpec rs_spec_rlock = { .name = "_thread.RLock",
                                   .flags = RS_TF_COUNTED_TYPE | RS_TF_GC | RS_TF_BASETYPE,
                                   .size = sizeof (RsLock),
                                   .slots = &rlock_slots,
                                   .methods = rlock_methods,
                                   .weaklist_offset = G_STRUCT_OFFSET (RsLock, weaklist) };

/* --- threads -------------------------------------------------------------- */

RS_NATIVE (thread_start)
{
  if (args[0]->type->slots.call == NULL)
    return rs_type_error (vm, "first arg must be callable");
  if (!rs_is_tuple (args[1]))
    return rs_type_error (vm, "2nd arg must be a tuple");
  if (nargs > 2 && !rs_is_dict (args[2]))
    return rs_type_error (vm, "optional 3rd arg must be a dictionary");
  guint64 id = rs_thread_start (vm, args[0], args[1], nargs > 2 ? args[2] : NULL);
  return id ? rs_int_new_unsigned (vm, id) : NULL;
}

RS_NATIVE (thread_get_ident)
{
  return rs_int_new_unsigned (vm, vm->thread->id);
}

/* sleep (seconds): the thread waits in virtual time. */
RsObject *
rs_thread_sleep (RsVm *vm, RsObject *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  double seconds = rs_as_double (vm, args[0]);
  if (seconds == -1.0 && vm->pending != NULL)
    return NULL;
  if (seconds < 0)
    return rs_value_error (vm, "sleep length must be non-negative");
  if (!rs_thread_wait (vm, NULL, 0, rs_vm_clock (vm) + nanoseconds (seconds)))
    return NULL;
  return rs_incref (vm->none);
}

RS_NATIVE (thread_exit)
{
  return rs_raise_object (vm, RS_TYPE (vm, SystemExit), NULL);
}

static const RsMethodDef functions[] = {
  { "exit", thread_exit, RS_M_NOARGS, 0, 0, NULL },
  { "allocate_lock", thread_allocate, RS_M_NOARGS, 0, 0, NULL },
  { "start_new_thread", thread_start, RS_M_FAST, 2, 3, NULL },
  { "get_ident", thread_get_ident, RS_M_NOARGS, 0, 0, NULL },
  { "sleep", rs_thread_sleep, RS_M_O, 0, 0, NULL },
  { NULL }
};

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, functions)
         && rs_module_add (vm, dict, "TIMEOUT_MAX", rs_float_new (vm, MOST_SECONDS))
         && rs_dict_set_text (vm, dict, "RLock", RS_OBJECT (RS_TYPE (vm, RLOCK))) == 0
         && rs_dict_set_text (vm, dict, "LockType", RS_OBJECT (RS_TYPE (vm, LOCK))) == 0;
}

const RsModuleDef rs_module_thread = { "_thread", fill, NULL };
