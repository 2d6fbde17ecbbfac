/* SPDX-License-Identifier: MIT
 *
 * Traceback objects: the way that an exception took through the frames, newest
 * call last. Modelled on Python/traceback.c.
 */
#include "vm.h"

void
rs_traceback_here (RsVm *vm, RsFrame *frame)
{
  RsException *exception = (RsException *) vm->pending;
  RsObject *object = rs_frame_object (vm, frame);
  if (object == NULL)
    return;
  RsTraceback *traceback = rs_object_new (vm, RS_TYPE (vm, TRACEBACK));
  traceback->next = exception->traceback;
  traceback->frame = rs_incref (object);
  traceback->lasti = rs_frame_instr (frame);
  traceback->line = frame->code->locations[traceback->lasti].line;
  exception->traceback = RS_OBJECT (traceback);
  rs_gc_track (vm, traceback);
  rs_note_event (vm, RS_NOTE_RAISED, vm->pending, 0);
}

static void
traceback_dealloc (RsVm *vm, RsObject *object)
{
  RsTraceback *self = (RsTraceback *) object;
  rs_gc_untrack (vm, object);
  rs_clear (vm, &self->next);
  rs_clear (vm, &self->frame);
  rs_object_free (vm, object);
}

static void
traceback_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  rs_visit_field (visit, ((RsTraceback *) object)->next, "tb_next");
  rs_visit_field (visit, ((RsTraceback *) object)->frame, "tb_frame");
}

static void
traceback_clear (RsVm *vm, RsObject *object)
{
  rs_clear (vm, &((RsTraceback *) object)->next);
  rs_clear (vm, &((RsTraceback *) object)->frame);
}

static RsObject *
traceback_get_next (RsVm *vm, RsObject *object)
{
  RsObject *next = ((RsTraceback *) object)->next;
  return rs_incref (next ? next : vm->none);
}

static int
traceback_set_next (RsVm *vm, RsObject *object, RsObject *name, RsObject *value)
{
  if (value == NULL)
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "can't delete tb_next attribute");
  if (value != vm->none && value->type != RS_TYPE (vm, TRACEBACK))
    return rs_raise_int (vm, RS_TYPE (vm, TypeError), "expected traceback object, got '%T'", value);
  for (RsObject *at = value; at != NULL && at != vm->none; at = ((RsTraceback *) at)->next)
    if (at == object)
      return rs_raise_int (vm, RS_TYPE (vm, ValueError), "traceback loop detected");
  rs_setref (vm, &((RsTraceback *) object)->next, value == vm->none ? NULL : rs_incref (value));
  return 0;
}

/* types.TracebackType (tb_next, tb_frame, tb_lasti, tb_lineno) */
static RsObject *
traceback_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "tb_next", "tb_frame", "tb_lasti", "tb_lineno", NULL };
  RsObject *v[4];
  gint64 lasti, line;
  if (!rs_parse_args (vm, "TracebackType", args, nargs, kwnames, names, 0, 4, v))
    return NULL;
  if (v[1]->type != RS_TYPE (vm, FRAME))
    return rs_type_error (vm, "TracebackType() argument 'tb_frame' must be frame, not %T", v[1]);
  if (v[0] != vm->none && v[0]->type != RS_TYPE (vm, TRACEBACK))
    return rs_type_error (vm, "expected traceback object or None, got '%T'", v[0]);
  if (((lasti = rs_as_ssize (vm, v[2], RS_TYPE (vm, OverflowError))) == -1
       || (line = rs_as_ssize (vm, v[3], RS_TYPE (vm, OverflowError))) == -1)
      && vm->pending != NULL)
    return NULL;
  RsTraceback *traceback = rs_object_new (vm, type);
  if (traceback == NULL)
    return NULL;
  traceback->next = v[0] == vm->none ? NULL : rs_incref (v[0]);
  traceback->frame = rs_incref (v[1]);
  traceback->lasti = lasti / 2;
  traceback->line = line;
  rs_gc_track (vm, traceback);
  return RS_OBJECT (traceback);
}

static RsObject *
traceback_get_frame (RsVm *vm, RsObject *object)
{
  return rs_incref (((RsTraceback *) object)->frame);
}

static RsObject *
traceback_get_line (RsVm *vm, RsObject *object)
{
  return rs_int_new (vm, ((RsTraceback *) object)->line);
}

static RsObject *
traceback_get_lasti (RsVm *vm, RsObject *object)
{
  return rs_int_new (vm, 2 * ((RsTraceback *) object)->lasti);
}

static const RsGetSetDef getset[] = { { "tb_next", traceback_get_next, traceback_set_next, NULL },
                                      { "tb_frame", traceback_get_frame, NULL, NULL },
                                      { "tb_lineno", traceback_get_line, NULL, NULL },
                                      { "tb_lasti", traceback_get_lasti, NULL, NULL },
                                      { NULL } };

static const RsSlots slots = { .new_ = traceback_new,
                               .dealloc = traceback_dealloc,
                               .traverse = traceback_traverse,
                               .clear = traceback_clear };

const RsTypeSpec rs_spec_traceback = { .name = "traceback",
                                       .flags = RS_TF_GC,
                                       .size = sizeof (RsTraceback),
                                       .slots = &slots,
                                       .getset = getset };
