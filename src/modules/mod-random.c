/* SPDX-License-Identifier: MIT
 *
 * Module _random: the Mersenne Twister MT19937 behind module random, with the
 * seeds and the numbers of CPython.
 *
 * The generator is a recurrence over the last N words, a linear map of bits:
 * word k + N is word k + M, and the upper bit of word k with the lower 31 of
 * word k + 1, shifted and multiplied by a matrix. next_word () makes N words at
 * once and tempers them one by one. init_genrand () and init_by_array () spread
 * a seed over the state; their names and all constants are the paper's:
 *
 *   M. Matsumoto, T. Nishimura, "Mersenne Twister: A 623-dimensionally
 *   equidistributed uniform pseudorandom number generator", ACM TOMACS 8 (1998),
 *   with the initialisation of 2002, as in CPython's Modules/_randommodule.c.
 */
#include "modules.h"

#include "heap/run-limits.h"

#include <string.h>

#define N 624 /* words of state */
#define M 397 /* how far the word that is mixed in lies ahead */

typedef struct {
  RsObject base;
  guint32 index; /* of the next word to give out; N: new ones are to be made */
  guint32 state[N];
} RsRandom;

static void
make_words (RsRandom *r)
{
  for (guint k = 0; k < N; k++)
    {
      guint32 y = (r->state[k] & 0x80000000u) | (r->state[(k + 1) % N] & 0x7fffffffu);
      r->state[k] = r->state[(k + M) % N] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    }
  r->index = 0;
}

static guint32
next_word (RsRandom *r)
{
  if (r->index >= N)
    make_words (r);
  guint32 y = r->state[r->index++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9d2c5680u;
  y ^= (y << 15) & 0xefc60000u;
  return y ^ (y >> 18);
}

static void
init_genrand (RsRandom *r, guint32 seed)
{
  r->state[0] = seed;
  for (guint k = 1; k < N; k++)
    r->state[k] = 1812433253u * (r->state[k - 1] ^ (r->state[k - 1] >> 30)) + k;
  r->index = N;
}

/* A step of init_by_array () over word *I, which it moves on, round about: word
 * 0 is only ever the copy of the last. */
static void
mix (RsRandom *r, guint *i, guint32 factor, guint32 added)
{
  guint32 before = r->state[*i - 1];

  r->state[*i] = (r->state[*i] ^ ((before ^ (before >> 30)) * factor)) + added;
  if (++*i >= N)
    {
      r->state[0] = r->state[N - 1];
      *i = 1;
    }
}

/* KEY: the seed's words, the lowest first; LENGTH: 1 or more. */
static void
init_by_array (RsRandom *r, const guint32 *key, gsize length)
{
  guint i = 1;
  gsize j = 0;

  init_genrand (r, 19650218u);
  for (gsize k = MAX (N, length); k > 0; k--)
    {
      mix (r, &i, 1664525u, key[j] + (guint32) j);
      if (++j >= length)
        j = 0;
    }
  for (guint k = N - 1; k > 0; k--)
    mix (r, &i, 1566083941u, -i);
  r->state[0] = 0x80000000u;
}

/* The int that VALUE stands for as a seed: its absolute value, or its hash
 * (transfer full). NULL: an exception is pending. */
static RsObject *
seed_number (RsVm *vm, RsObject *value)
{
  if (rs_is_int (value))
    return rs_int_abs (vm, value);
  gint64 hash = rs_hash (vm, value);
  if (hash == -1 && vm->pending != NULL)
    return NULL;
  return rs_int_new_unsigned (vm, (guint64) hash);
}

/* VALUE: NULL or None for a seed of the generator's own. FALSE: an exception is
 * pending. */
static gboolean
seed_with (RsVm *vm, RsRandom *r, RsObject *value)
{
  if (value == NULL || value == vm->none)
    {
      /* CPython asks the system; here each generator gets the next seed of a
       * fixed row. */
      guint32 key[2] = { 0x52656673u, (guint32) ++vm->random_state[0] };
      init_by_array (r, key, 2);
      return TRUE;
    }
  RsObject *number = seed_number (vm, value);
  if (number == NULL)
    return FALSE;
  gint32 n = ((RsInt *) number)->size;
  g_autofree guint32 *key = g_new0 (guint32, 2 * n + 1);
  gsize length = 1;
  for (gint32 i = 0; i < n; i++)
    {
      guint64 limb = ((RsInt *) number)->limbs[i];
      key[2 * i] = (guint32) limb;
      key[2 * i + 1] = limb >> 32;
      length = key[2 * i + 1] ? 2 * i + 2 : 2 * i + 1;
    }
  rs_decref (vm, number);
  init_by_array (r, key, length);
  return TRUE;
}

static RsObject *
random_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RS_SCOPE (vm);
  RS_LOCAL (self, rs_object_new (vm, type));
  if (self == NULL)
    return NULL;
  if (type->flags & RS_TF_GC)
    rs_gc_track (vm, self);
  /* A subclass seeds itself. */
  gboolean ok = seed_with (vm, (RsRandom *) self, nargs && type->spec != NULL ? args[0] : NULL);
  return ok ? RS_GIVE (self) : NULL;
}

static void
random_dealloc (RsVm *vm, RsObject *self)
{
  rs_object_free (vm, self);
}

RS_NATIVE (random_seed)
{
  return seed_with (vm, (RsRandom *) self, nargs ? args[0] : NULL) ? rs_incref (vm->none) : NULL;
}

RS_NATIVE (random_random)
{
  guint32 a = next_word ((RsRandom *) self) >> 5, b = next_word ((RsRandom *) self) >> 6;
  return rs_float_new (vm, (a * 67108864.0 + b) * (1.0 / 9007199254740992.0));
}

/* K bits, more than fit into a word of 64: each word of the generator is 32 of
 * them, the last one the upper bits that are left. */
static RsObject *
many_bits (RsVm *vm, RsRandom *r, gsize k)
{
  gsize words = (k + 31) / 32;
  if (!rs_may_go_on (vm, words))
    return NULL;
  g_autofree guint32 *row = g_new (guint32, words);
  for (gsize i = 0; i < words; i++, k -= 32)
    row[i] = k < 32 ? next_word (r) >> (32 - k) : next_word (r);
  g_autofree char *digits = g_malloc (words * 8 + 1);
  for (gsize i = 0; i < words; i++)
    g_snprintf (digits + i * 8, 9, "%08x", row[words - 1 - i]);
  return rs_int_from_hex (vm, digits);
}

RS_NATIVE (random_getrandbits)
{
  gssize k = rs_as_ssize (vm, args[0], RS_TYPE (vm, OverflowError));
  if (k == -1 && vm->pending != NULL)
    return NULL;
  if (k < 0)
    return rs_value_error (vm, "number of bits must be non-negative");
  if (k > 64)
    return many_bits (vm, (RsRandom *) self, (gsize) k);
  guint64 value = 0;
  for (gssize done = 0; done < k; done += 32)
    {
      guint32 word = next_word ((RsRandom *) self);
      if (k - done < 32)
        word >>= 32 - (k - done);
      value |= (guint64) word << done;
    }
  return rs_int_new_unsigned (vm, value);
}

RS_NATIVE (random_getstate)
{
  RsRandom *r = (RsRandom *) self;
  RsObject *tuple = rs_tuple_new (vm, N + 1);
  if (tuple == NULL)
    return NULL;
  for (guint i = 0; i <= N; i++)
    rs_tuple_items (tuple)[i] = rs_int_new (vm, i < N ? r->state[i] : r->index);
  return tuple;
}

RS_NATIVE (random_setstate)
{
  RsRandom *r = (RsRandom *) self;
  gint64 value;
  if (!rs_is_tuple (args[0]))
    return rs_type_error (vm, "state vector must be a tuple");
  if (rs_tuple_size (args[0]) != N + 1)
    return rs_value_error (vm, "state vector is the wrong size");
  for (guint i = 0; i <= N; i++)
    {
      RsObject *item = rs_tuple_items (args[0])[i];
      if (!rs_is_int (item) || !rs_int_fits (item, &value) || value < 0 || (i == N && value > N))
        return rs_value_error (vm, "invalid state");
      if (i < N)
        r->state[i] = (guint32) value;
      else
        r->index = value;
    }
  return rs_incref (vm->none);
}

static const RsMethodDef random_methods[] = {
  { "random", random_random, RS_M_NOARGS, 0, 0, NULL },
  { "seed", random_seed, RS_M_FAST, 0, 1, NULL },
  { "getrandbits", random_getrandbits, RS_M_O, 0, 0, NULL },
  { "getstate", random_getstate, RS_M_NOARGS, 0, 0, NULL },
  { "setstate", random_setstate, RS_M_O, 0, 0, NULL },
  { NULL }
};
static const RsSlots random_slots = { .dealloc = random_dealloc, .new_ = random_new };
const RsTypeSpec rs_spec_random = { .name = "_random.Random",
                                    .flags = RS_TF_COUNTED_TYPE | RS_TF_BASETYPE,
                                    .size = sizeof (RsRandom),
                                    .slots = &random_slots,
                                    .methods = random_methods };

static gboolean
fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_dict_set_text (vm, dict, "Random", RS_OBJECT (RS_TYPE (vm, RANDOM))) == 0;
}

const RsModuleDef rs_module_random_c = { "_random", fill, NULL };
