/* SPDX-License-Identifier: MIT
 *
 * int's arithmetic against GMP's integers (mpz), which have their own signs,
 * roundings and two's complement; ours are built on the layer below (mpn). And
 * floats of ints against the C library's reading of their digits.
 */
#include "engine.h"

#include <gmp.h>

typedef struct {
  const char *name;
  RsObject *(*ours) (RsVm *vm, RsObject *a, RsObject *b);
  void (*theirs) (mpz_ptr result, mpz_srcptr a, mpz_srcptr b);
  gboolean divides;
} Operation;

static const Operation operations[] = {
  { "+", rs_int_add, mpz_add, FALSE },   { "-", rs_int_sub, mpz_sub, FALSE },
  { "*", rs_int_mul, mpz_mul, FALSE },   { "//", rs_int_floordiv, mpz_fdiv_q, TRUE },
  { "%", rs_int_mod, mpz_fdiv_r, TRUE }, { "&", rs_int_and, mpz_and, FALSE },
  { "|", rs_int_or, mpz_ior, FALSE },    { "^", rs_int_xor, mpz_xor, FALSE },
};

/* Of 0 to 200 bits, sometimes 3000; often at the edge of a limb. */
static void
random_number (GRand *random, mpz_ptr z)
{
  guint bits = g_rand_int_range (random, 0, 10) == 0 ? 3000 : g_rand_int_range (random, 0, 200);
  mpz_set_ui (z, 0);
  if (g_rand_int_range (random, 0, 4) == 0)
    {
      mpz_setbit (z, bits / 64 * 64);
      if (g_rand_boolean (random))
        mpz_sub_ui (z, z, 1);
    }
  else
    for (guint i = 0; i < bits; i++)
      if (g_rand_boolean (random))
        mpz_setbit (z, i);
  if (g_rand_boolean (random))
    mpz_neg (z, z);
}

static RsObject *
our_int (RsVm *vm, mpz_srcptr z)
{
  g_autofree char *digits = g_malloc (mpz_sizeinbase (z, 16) + 2);
  return rs_int_from_hex (vm, mpz_get_str (digits, 16, z));
}

/* Takes OURS. */
static void
assert_same (RsVm *vm, const char *what, RsObject *ours, mpz_srcptr theirs)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, ours);
  g_assert_nonnull (result);
  for (int base = 10; base <= 16; base += 6)
    {
      if (base == 10 && mpz_sizeinbase (theirs, 10) > 4000)
        continue; /* int's limit is 4300 digits */
      g_autofree char *expected = g_malloc (mpz_sizeinbase (theirs, base) + 2),
                      *text = rs_int_to_text (vm, result, base);
      mpz_get_str (expected, base, theirs);
      if (strcmp (text, expected) != 0)
        g_error ("%s: %s, but GMP has %s", what, text, expected);
    }
}

static void
test_two_operands (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  guint32 seed = 4711;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  mpz_t a, b, result;
  mpz_inits (a, b, result, NULL);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 4000; turn++)
    {
      RS_SCOPE (vm);
      random_number (random, a);
      random_number (random, b);
      RS_LOCAL (x, our_int (vm, a));
      RS_LOCAL (y, our_int (vm, b));
      g_assert_cmpint (rs_int_compare (x, y), ==, CLAMP (mpz_cmp (a, b), -1, 1));
      g_assert_cmpint (rs_int_sign (x), ==, mpz_sgn (a));
      for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
        if (operations[i].divides && mpz_sgn (b) == 0)
          {
            g_assert_null (operations[i].ours (vm, x, y));
            g_autofree char *error = taken_error (vm);
            g_assert_true (g_str_has_prefix (error, "ZeroDivisionError: "));
          }
        else
          {
            operations[i].theirs (result, a, b);
            assert_same (vm, operations[i].name, operations[i].ours (vm, x, y), result);
          }
    }
  mpz_clears (a, b, result, NULL);
}

static void
test_one_operand (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  guint32 seed = 815;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  mpz_t a, result, modulus;
  mpz_inits (a, result, modulus, NULL);
  mpz_setbit (modulus, 61);
  mpz_sub_ui (modulus, modulus, 1); /* of the hash of numbers */
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 4000; turn++)
    {
      RS_SCOPE (vm);
      guint n = g_rand_int_range (random, 0, 300), exponent = n % 7;
      random_number (random, a);
      RS_LOCAL (x, our_int (vm, a));
      RS_LOCAL (count, rs_int_new (vm, n));
      RS_LOCAL (power, rs_int_new (vm, exponent));
      mpz_neg (result, a);
      assert_same (vm, "neg", rs_int_neg (vm, x), result);
      mpz_abs (result, a);
      assert_same (vm, "abs", rs_int_abs (vm, x), result);
      mpz_com (result, a);
      assert_same (vm, "invert", rs_int_invert (vm, x), result);
      mpz_mul_2exp (result, a, n);
      assert_same (vm, "<<", rs_int_lshift (vm, x, count), result);
      mpz_fdiv_q_2exp (result, a, n);
      assert_same (vm, ">>", rs_int_rshift (vm, x, count), result);
      mpz_pow_ui (result, a, exponent);
      assert_same (vm, "**", rs_int_pow (vm, x, power, vm->none), result);
      RS_LOCAL (m, our_int (vm, modulus));
      mpz_powm_ui (result, a, n, modulus);
      assert_same (vm, "pow", rs_int_pow (vm, x, count, m), result);
      mpz_abs (result, a);
      gint64 hash = (gint64) mpz_fdiv_ui (result, mpz_get_ui (modulus)) * mpz_sgn (a);
      g_assert_cmpint (rs_int_hash (x), ==, hash == -1 ? -2 : hash);
    }
  mpz_clears (a, result, modulus, NULL);
}

/* A float of an int is the nearest one, ties to even: as strtod reads it. */
static void
test_to_double (Engine *e, gconstpointer data)
{
  RsVm *vm = e->vm;
  guint32 seed = 99;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  mpz_t a;
  mpz_init (a);
  g_test_message ("seed %u", seed);
  for (int turn = 0; turn < 20000; turn++)
    {
      /* 54 or 55 bits, many of them halfway, then zeros or a last 1. */
      guint shift = g_rand_int_range (random, 0, 900);
      mpz_set_ui (a, (guint64) g_rand_int (random) << 23 | (g_rand_int (random) & 3)
                         | (guint64) 1 << 54);
      mpz_mul_2exp (a, a, shift);
      if (turn % 3 == 0)
        mpz_add_ui (a, a, 1);
      RS_SCOPE (vm);
      RS_LOCAL (x, our_int (vm, a));
      g_autofree char *digits = g_malloc (mpz_sizeinbase (a, 10) + 2);
      g_assert_cmpfloat (rs_int_to_double (vm, x), ==,
                         g_ascii_strtod (mpz_get_str (digits, 10, a), NULL));
    }
  RS_SCOPE (vm);
  mpz_set_ui (a, 1);
  mpz_mul_2exp (a, a, 1024);
  RS_LOCAL (huge, our_int (vm, a));
  g_assert_cmpfloat (rs_int_to_double (vm, huge), ==, -1.0);
  g_autofree char *error = taken_error (vm);
  g_assert_cmpstr (error, ==, "OverflowError: int too large to convert to float");
  mpz_clear (a);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ENGINE_TEST ("/objects/int/two-operands", test_two_operands);
  ENGINE_TEST ("/objects/int/one-operand", test_one_operand);
  ENGINE_TEST ("/objects/int/to-double", test_to_double);
  return g_test_run ();
}
