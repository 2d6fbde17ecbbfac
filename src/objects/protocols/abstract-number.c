/* SPDX-License-Identifier: MIT
 *
 * Operators on any two objects, as CPython's Objects/abstract.c: the left
 * operand's slot, the right one's (first if its type is a subclass that has
 * another function), then the sequence slots, then TypeError.
 */
#include "objects/abstract.h"
#include "objects/classes/slot-call.h"
#include "objects/values.h"

static const char *const symbols[2 * RS_N_BINARY] = {
  "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "** or pow()", ">>",  "-",  "/",  "^",
  "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=",         ">>=", "-=", "/=", "^=",
};

static const RsNameId reflected[RS_N_BINARY] = {
  RS_N___radd__, RS_N___rand__,     RS_N___rfloordiv__, RS_N___rlshift__, RS_N___rmatmul__,
  RS_N___rmul__, RS_N___rmod__,     RS_N___ror__,       RS_N___rpow__,    RS_N___rrshift__,
  RS_N___rsub__, RS_N___rtruediv__, RS_N___rxor__,
};

static RsObject *
binary_slots (RsVm *vm, RsObject *left, RsObject *right, gsize offset)
{
  RsBinaryFunc a = RS_FIELD_AT (&left->type->slots, offset, RsBinaryFunc);
  RsBinaryFunc b =
      left->type != right->type ? RS_FIELD_AT (&right->type->slots, offset, RsBinaryFunc) : NULL;

  if (b == a)
    b = NULL;
  if (a != NULL)
    {
      if (b != NULL && rs_is_subtype (right->type, left->type))
        {
          RsObject *result = b (vm, left, right);
          if (result != vm->not_implemented)
            return result;
          rs_decref (vm, result);
          b = NULL;
        }
      RsObject *result = a (vm, left, right);
      if (result != vm->not_implemented)
        return result;
      rs_decref (vm, result);
    }
  return b ? b (vm, left, right) : rs_incref (vm->not_implemented);
}

static RsObject *
raise_unsupported (RsVm *vm, RsObject *left, RsObject *right, const char *symbol)
{
  return rs_type_error (vm, "unsupported operand type(s) for %s: '%T' and '%T'", symbol, left,
                        right);
}

static RsObject *
repeat (RsVm *vm, RsObject *(*function) (RsVm *, RsObject *, gssize), RsObject *sequence,
        RsObject *count)
{
  if (count->type->slots.index == NULL)
    return rs_type_error (vm, "can't multiply sequence by non-int of type '%T'", count);
  gssize n = rs_as_ssize (vm, count, RS_TYPE (vm, OverflowError));
  if (n == -1 && vm->pending != NULL)
    return NULL;
  return function (vm, sequence, n);
}

/* The sequences' own + and *, where numbers gave up. NULL with nothing pending:
 * they do not apply. */
static RsObject *
sequence_op (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  gboolean inplace = op >= RS_NB_INPLACE;
  RsSlots *l = &left->type->slots, *r = &right->type->slots;

  if (op % RS_N_BINARY == RS_NB_ADD)
    {
      if (inplace && l->inplace_concat != NULL)
        return l->inplace_concat (vm, left, right);
      return l->concat ? l->concat (vm, left, right) : NULL;
    }
  if (op % RS_N_BINARY != RS_NB_MULTIPLY)
    return NULL;
  if (inplace && l->inplace_repeat != NULL)
    return repeat (vm, l->inplace_repeat, left, right);
  if (l->repeat != NULL)
    return repeat (vm, l->repeat, left, right);
  /* In place the right operand counts only where the left is no sequence at
   * all. */
  if (r->repeat == NULL || (inplace && rs_type_is_sequence (left->type)))
    return NULL;
  return repeat (vm, r->repeat, right, left);
}

static RsObject *
power_slots (RsVm *vm, RsObject *base, RsObject *exponent, RsObject *modulus)
{
  RsTernaryFunc a = base->type->slots.power;
  RsTernaryFunc b = exponent->type != base->type ? exponent->type->slots.power : NULL;
  if (b == a)
    b = NULL;
  if (a != NULL)
    {
      if (b != NULL && rs_is_subtype (exponent->type, base->type))
        {
          RsObject *result = b (vm, base, exponent, modulus);
          if (result != vm->not_implemented)
            return result;
          rs_decref (vm, result);
          b = NULL;
        }
      RsObject *result = a (vm, base, exponent, modulus);
      if (result != vm->not_implemented)
        return result;
      rs_decref (vm, result);
    }
  RsObject *result = b ? b (vm, base, exponent, modulus) : rs_incref (vm->not_implemented);
  RsTernaryFunc c = modulus->type->slots.power;
  if (result != vm->not_implemented || c == NULL || c == a || c == exponent->type->slots.power)
    return result;
  rs_decref (vm, result);
  return c (vm, base, exponent, modulus);
}

RsObject *
rs_power (RsVm *vm, RsObject *base, RsObject *exponent, RsObject *modulus)
{
  RsObject *result = power_slots (vm, base, exponent, modulus);
  if (result != vm->not_implemented)
    return result;
  rs_decref (vm, result);
  if (modulus == vm->none)
    return raise_unsupported (vm, base, exponent, "** or pow()");
  return rs_type_error (vm, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", base,
                        exponent, modulus);
}

RsObject *
rs_binary_op (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  RsObject *result;

  if (op >= RS_NB_INPLACE)
    {
      RsBinaryFunc inplace = left->type->slots.binary[op];
      if (inplace != NULL)
        {
          result = inplace (vm, left, right);
          if (result != vm->not_implemented)
            return result;
          rs_decref (vm, result);
        }
    }
  int plain = op % RS_N_BINARY;
  result = plain == RS_NB_POWER
               ? power_slots (vm, left, right, vm->none)
               : binary_slots (vm, left, right,
                               G_STRUCT_OFFSET (RsSlots, binary) + plain * sizeof (RsBinaryFunc));
  if (result != vm->not_implemented)
    return result;
  rs_decref (vm, result);
  result = sequence_op (vm, left, right, op);
  if (result != NULL || vm->pending != NULL)
    return result;
  if (op == RS_NB_RSHIFT && left->type == RS_TYPE (vm, BUILTIN))
    return rs_type_error (vm,
                          "unsupported operand type(s) for >>: '%T' and '%T'. Did you mean "
                          "\"print(<message>, file=<output_stream>)\"?",
                          left, right);
  return raise_unsupported (vm, left, right, symbols[op]);
}

/* LEFT's dunder has been asked and gave NotImplemented: what comes after
 * that. */
RsObject *
rs_binary_op_reflected (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (left->type != right->type)
    {
      RsObject *result = rs_incref (vm->not_implemented);
      gboolean found;
      if (right->type->flags & RS_TF_HEAPTYPE)
        {
          rs_decref (vm, result);
          result = rs_vcall_maybe (vm, right, vm->names[reflected[op]], &left, 1, &found);
          if (result == NULL && !found && vm->pending == NULL)
            result = rs_incref (vm->not_implemented);
        }
      else if (op == RS_NB_POWER ? right->type->slots.power != NULL
                                 : right->type->slots.binary[op] != NULL)
        {
          rs_decref (vm, result);
          result = op == RS_NB_POWER ? right->type->slots.power (vm, left, right, vm->none)
                                     : right->type->slots.binary[op](vm, left, right);
        }
      if (result != vm->not_implemented)
        return result;
      rs_decref (vm, result);
    }
  RsObject *result = sequence_op (vm, left, right, op);
  return result != NULL || vm->pending != NULL ? result
                                               : raise_unsupported (vm, left, right, symbols[op]);
}

RsObject *
rs_divmod (RsVm *vm, RsObject *left, RsObject *right)
{
  RsObject *result = binary_slots (vm, left, right, G_STRUCT_OFFSET (RsSlots, divmod));
  if (result != vm->not_implemented)
    return result;
  rs_decref (vm, result);
  return raise_unsupported (vm, left, right, "divmod()");
}

/* --- one operand ---------------------------------------------------------- */

static RsObject *
unary (RsVm *vm, RsObject *object, RsUnaryFunc function, const char *symbol)
{
  return function ? function (vm, object)
                  : rs_type_error (vm, "bad operand type for %s: '%T'", symbol, object);
}

RsObject *
rs_negative (RsVm *vm, RsObject *o)
{
  return unary (vm, o, o->type->slots.negative, "unary -");
}
RsObject *
rs_positive (RsVm *vm, RsObject *o)
{
  return unary (vm, o, o->type->slots.positive, "unary +");
}
RsObject *
rs_invert (RsVm *vm, RsObject *o)
{
  return unary (vm, o, o->type->slots.invert, "unary ~");
}
RsObject *
rs_absolute (RsVm *vm, RsObject *o)
{
  return unary (vm, o, o->type->slots.absolute, "abs()");
}

RsObject *
rs_index (RsVm *vm, RsObject *object)
{
  if (rs_is_int (object))
    return rs_incref (object);
  if (object->type->slots.index == NULL)
    return rs_type_error (vm, "'%T' object cannot be interpreted as an integer", object);
  RsObject *result = object->type->slots.index (vm, object);
  if (result == NULL || rs_is_int (result))
    return result;
  rs_type_error (vm, "__index__ returned non-int (type %T)", result);
  rs_decref (vm, result);
  return NULL;
}

gssize
rs_as_ssize (RsVm *vm, RsObject *object, RsType *error)
{
  RsObject *index = rs_index (vm, object);
  gint64 value = -1;
  if (index == NULL)
    return -1;
  if (!rs_int_fits (index, &value))
    {
      if (error == NULL)
        value = rs_int_clamp (index);
      else
        {
          rs_raise (vm, error, "cannot fit '%T' into an index-sized integer", object);
          value = -1;
        }
    }
  rs_decref (vm, index);
  return value;
}

RsObject *
rs_to_int (RsVm *vm, RsObject *object)
{
  RsSlots *slots = &object->type->slots;
  if (object->type == RS_TYPE (vm, INT))
    return rs_incref (object);
  if (slots->int_ != NULL)
    {
      RsObject *result = slots->int_ (vm, object);
      if (result == NULL || rs_is_int (result))
        return result;
      rs_type_error (vm, "__int__ returned non-int (type %T)", result);
      rs_decref (vm, result);
      return NULL;
    }
  if (slots->index != NULL)
    return rs_index (vm, object);
  RsObject *trunc = rs_lookup_special (vm, object, RS_NAME (vm, __trunc__));
  if (trunc != NULL)
    {
      RS_SCOPE (vm);
      RS_LOCAL (result, rs_call_held (vm, trunc, NULL));
      rs_decref (vm, trunc);
      return result ? rs_index (vm, result) : NULL;
    }
  if (vm->pending != NULL)
    return NULL;
  const guint8 *data;
  gsize size;
  if (rs_is_str (object) || rs_bytes_view (vm, object, &data, &size))
    return rs_int_from_text (vm, object, 10);
  return rs_type_error (
      vm, "int() argument must be a string, a bytes-like object or a real number, not '%T'",
      object);
}

double
rs_as_double (RsVm *vm, RsObject *object)
{
  if (rs_is_float (object))
    return rs_float_value (object);
  if (rs_is_int (object))
    return rs_int_to_double (vm, object);
  if (object->type->slots.float_ != NULL)
    {
      RsObject *result = object->type->slots.float_ (vm, object);
      double value = -1.0;
      if (result == NULL)
        return -1.0;
      if (rs_is_float (result))
        value = rs_float_value (result);
      else
        rs_type_error (vm, "%T.__float__ returned non-float (type %T)", object, result);
      rs_decref (vm, result);
      return value;
    }
  if (object->type->slots.index != NULL)
    {
      RsObject *index = rs_index (vm, object);
      double value = index ? rs_int_to_double (vm, index) : -1.0;
      rs_xdecref (vm, index);
      return value;
    }
  rs_type_error (vm, "must be real number, not %T", object);
  return -1.0;
}

RsObject *
rs_to_float (RsVm *vm, RsObject *object)
{
  if (object->type == RS_TYPE (vm, FLOAT))
    return rs_incref (object);
  if (object->type->slots.float_ == NULL && object->type->slots.index == NULL
      && !rs_is_float (object))
    return rs_type_error (vm, "float() argument must be a string or a real number, not '%T'",
                          object);
  double value;
  if (rs_is_float (object) && object->type->slots.float_ != RS_TYPE (vm, FLOAT)->slots.float_)
    {
      /* A subclass's own __float__ counts here, unlike where a number is only
       * read. */
      RsObject *result = object->type->slots.float_ (vm, object);
      if (result == NULL || result->type == RS_TYPE (vm, FLOAT))
        return result;
      if (rs_is_float (result))
        {
          value = rs_float_value (result);
          rs_decref (vm, result);
          return rs_float_new (vm, value);
        }
      rs_type_error (vm, "%T.__float__ returned non-float (type %T)", object, result);
      rs_decref (vm, result);
      return NULL;
    }
  value = rs_as_double (vm, object);
  return value == -1.0 && vm->pending ? NULL : rs_float_new (vm, value);
}
