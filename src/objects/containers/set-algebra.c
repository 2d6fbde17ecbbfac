/* SPDX-License-Identifier: MIT
 *
 * What sets do with other sets: union, intersection, difference, symmetric
 * difference, subset; the operators over them. They take any iterable where the
 * methods do; a set or a dict lends its hashes. Keys are held while they are
 * compared: __eq__ may change either set.
 *
 * Who walks and who is asked decides the order of the result, so it is
 * CPython's (Objects/setobject.c).
 */
#include "obj-set.h"

#include "dict-keys.h"
#include "objects/abstract.h"

#define USED(set) (((RsSet *) (set))->used)

RsType *
rs_set_plain_type (RsVm *vm, RsObject *set)
{
  return rs_is_a (set, RS_TYPE (vm, FROZENSET)) ? RS_TYPE (vm, FROZENSET) : RS_TYPE (vm, SET);
}

typedef int (*Action) (RsVm *vm, RsObject *set, RsObject *key, gint64 hash, RsObject *asked);

static int flip (RsVm *vm, RsObject *set, RsObject *key, gint64 hash, RsObject *asked);

/* Calls ACTION with SET, every key of OTHER with its hash, and ASKED, as long
 * as it returns 0; what it returned last, -1 with an exception. */
static int
walk (RsVm *vm, RsObject *other, Action action, RsObject *set, RsObject *asked)
{
  gsize position = 0;
  gint64 hash = 0;
  int result = 0;
  /* Only the symmetric difference takes a dict's hashes; the others iterate
   * over it as over anything. */
  gboolean is_set = rs_is_anyset (other),
           is_dict = other->type == RS_TYPE (vm, DICT) && action == flip;
  RS_SCOPE (vm);
  RS_LOCAL (iterator, is_set || is_dict ? NULL : rs_iter (vm, other));
  if (iterator == NULL && !is_set && !is_dict)
    return -1;
  while (result == 0)
    {
      RsObject *next = NULL;
      if (iterator != NULL)
        next = rs_next (vm, iterator);
      else if (rs_may_go_on (vm, 1)
               && (is_set ? rs_set_next (other, &position, &next, &hash)
                          : rs_dict_next_hashed (other, &position, &next, NULL, &hash)))
        rs_incref (next);
      if (next == NULL)
        break;
      RS_LOCAL (key, next);
      if (iterator != NULL)
        hash = rs_set_key_hash (vm, key);
      result = hash == -1 ? -1 : action (vm, set, key, hash, asked);
    }
  return vm->pending || vm->stop ? -1 : result;
}

static int
discard (RsVm *vm, RsObject *set, RsObject *key, gint64 hash, RsObject *asked)
{
  return MIN (rs_set_discard_hashed (vm, set, key, hash), 0);
}

static int
flip (RsVm *vm, RsObject *set, RsObject *key, gint64 hash, RsObject *asked)
{
  int there = rs_set_discard_hashed (vm, set, key, hash);
  return there != 0 ? MIN (there, 0) : rs_set_add_hashed (vm, set, key, hash);
}

static int
add_if_there (RsVm *vm, RsObject *set, RsObject *key, gint64 hash, RsObject *asked)
{
  int there = rs_set_contains_hashed (vm, asked, key, hash);
  return there <= 0 ? there : rs_set_add_hashed (vm, set, key, hash);
}

static int
add_unless_there (RsVm *vm, RsObject *set, RsObject *key, gint64 hash, RsObject *asked)
{
  int there = rs_is_anyset (asked) ? rs_set_contains_hashed (vm, asked, key, hash)
              : rs_dict_get_known_hash (vm, asked, key, hash) != NULL ? 1
              : vm->pending                                           ? -1
                                                                      : 0;
  return there != 0 ? MIN (there, 0) : rs_set_add_hashed (vm, set, key, hash);
}

static int
is_there (RsVm *vm, RsObject *set, RsObject *key, gint64 hash, RsObject *asked)
{
  return rs_set_contains_hashed (vm, set, key, hash);
}

static int
is_missing (RsVm *vm, RsObject *set, RsObject *key, gint64 hash, RsObject *asked)
{
  int there = rs_set_contains_hashed (vm, set, key, hash);
  return there < 0 ? there : !there;
}

/* RESULT after ACTION for each key of OTHER; NULL raises. */
static RsObject *
built (RsVm *vm, RS_STEALS RsObject *result, RsObject *other, Action action, RsObject *asked)
{
  RS_SCOPE (vm);
  RS_LOCAL (set, result);
  if (set == NULL || walk (vm, other, action, set, asked) < 0)
    return NULL;
  return RS_GIVE (set);
}

static RsObject *
fresh (RsVm *vm, RsObject *like, RsObject *items)
{
  return rs_set_make (vm, rs_set_plain_type (vm, like), items);
}

RsObject *
rs_set_intersect (RsVm *vm, RsObject *self, RsObject *other)
{
  if (self == other)
    return fresh (vm, self, self);
  RsObject *result = fresh (vm, self, NULL);
  /* The smaller of two sets is walked. */
  gboolean swap = rs_is_anyset (other) && USED (other) > USED (self);
  return swap ? built (vm, result, self, add_if_there, other)
              : built (vm, result, other, add_if_there, self);
}

int
rs_set_remove_all (RsVm *vm, RsObject *self, RsObject *other)
{
  if (self == other)
    {
      rs_set_clear (vm, self);
      return 0;
    }
  /* Of a set much larger than this one only the common keys are of interest. */
  RS_SCOPE (vm);
  RS_LOCAL (from, rs_is_anyset (other) && USED (other) / 8 > USED (self)
                      ? rs_set_intersect (vm, self, other)
                      : rs_incref (other));
  if (from == NULL || walk (vm, from, discard, self, NULL) < 0)
    return -1;
  return rs_set_compact (vm, self);
}

RsObject *
rs_set_minus (RsVm *vm, RsObject *self, RsObject *other)
{
  gboolean is_set = rs_is_anyset (other), is_dict = other->type == RS_TYPE (vm, DICT);
  gsize size = is_set ? USED (other) : is_dict ? rs_dict_size (other) : 0;
  if ((is_set || is_dict) && USED (self) / 4 <= size)
    return built (vm, fresh (vm, self, NULL), self, add_unless_there, other);
  RS_SCOPE (vm);
  RS_LOCAL (result, fresh (vm, self, self));
  if (result == NULL || rs_set_remove_all (vm, result, other) < 0)
    return NULL;
  return RS_GIVE (result);
}

/* Takes the keys of OTHER that SELF has out of it and adds the others. */
int
rs_set_flip_all (RsVm *vm, RsObject *self, RsObject *other)
{
  if (self == other)
    {
      rs_set_clear (vm, self);
      return 0;
    }
  gboolean hashed = rs_is_anyset (other) || other->type == RS_TYPE (vm, DICT);
  RS_SCOPE (vm);
  RS_LOCAL (from, hashed ? rs_incref (other) : fresh (vm, self, other));
  return from == NULL || walk (vm, from, flip, self, NULL) < 0 ? -1 : 0;
}

RsObject *
rs_set_differ (RsVm *vm, RsObject *self, RsObject *other)
{
  RsObject *other_set = fresh (vm, self, other);
  RS_SCOPE (vm);
  RS_LOCAL (held, rs_incref (self));
  return built (vm, other_set, held, flip, NULL);
}

int
rs_set_is_subset (RsVm *vm, RsObject *a, RsObject *b)
{
  if (USED (a) > USED (b))
    return 0;
  int missing = walk (vm, a, is_missing, b, NULL);
  return missing < 0 ? -1 : !missing;
}

int
rs_set_has_all (RsVm *vm, RsObject *self, RsObject *iterable)
{
  int missing = walk (vm, iterable, is_missing, self, NULL);
  return missing < 0 ? -1 : !missing;
}

int
rs_set_is_disjoint (RsVm *vm, RsObject *self, RsObject *other)
{
  if (self == other)
    return USED (self) == 0;
  gboolean swap = rs_is_anyset (other) && USED (other) > USED (self);
  int common =
      swap ? walk (vm, self, is_there, other, NULL) : walk (vm, other, is_there, self, NULL);
  return common < 0 ? -1 : !common;
}

/* --- operators ------------------------------------------------------------ */

static RsObject *
unite (RsVm *vm, RsObject *self, RsObject *other)
{
  RS_SCOPE (vm);
  RS_LOCAL (result, fresh (vm, self, self));
  if (result == NULL || (other != self && rs_set_update (vm, result, other) < 0))
    return NULL;
  return RS_GIVE (result);
}

#define OPERATOR(name, function)                                                                   \
  RsObject *rs_set_##name (RsVm *vm, RsObject *left, RsObject *right)                              \
  {                                                                                                \
    if (!rs_is_anyset (left) || !rs_is_anyset (right))                                             \
      return rs_incref (vm->not_implemented);                                                      \
    return function (vm, left, right);                                                             \
  }
OPERATOR (and, rs_set_intersect)
OPERATOR (or, unite)
OPERATOR (xor, rs_set_differ)
OPERATOR (subtract, rs_set_minus)

static int
keep_common (RsVm *vm, RsObject *left, RsObject *right)
{
  RsObject *result = rs_set_intersect (vm, left, right);
  if (result == NULL)
    return -1;
  rs_set_swap (left, result);
  rs_decref (vm, result);
  return 0;
}

#define INPLACE(name, function)                                                                    \
  RsObject *rs_set_##name (RsVm *vm, RsObject *left, RsObject *right)                              \
  {                                                                                                \
    if (!rs_is_anyset (right))                                                                     \
      return rs_incref (vm->not_implemented);                                                      \
    return function (vm, left, right) < 0 ? NULL : rs_incref (left);                               \
  }
INPLACE (ior, rs_set_update)
INPLACE (iand, keep_common)
INPLACE (ixor, rs_set_flip_all)
INPLACE (isubtract, rs_set_remove_all)

RsObject *
rs_set_richcompare (RsVm *vm, RsObject *left, RsObject *right, int op)
{
  if (!rs_is_anyset (right))
    return rs_incref (vm->not_implemented);
  gsize n = USED (left), m = USED (right);
  int result = op == RS_EQ || op == RS_NE ? (n == m ? rs_set_is_subset (vm, left, right) : 0)
               : op == RS_LE              ? rs_set_is_subset (vm, left, right)
               : op == RS_GE              ? rs_set_is_subset (vm, right, left)
               : op == RS_LT              ? (n < m ? rs_set_is_subset (vm, left, right) : 0)
               : n > m                    ? rs_set_is_subset (vm, right, left)
                                          : 0;
  return result < 0 ? NULL : rs_bool (vm, op == RS_NE ? !result : result);
}
