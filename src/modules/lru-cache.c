/* SPDX-License-Identifier: MIT
 *
 * functools._lru_cache_wrapper: a function with a dict of its results. Where
 * the size has a limit, the dict's values are links of a ring, from the one
 * used longest ago to the newest; a link owns its key and its result.
 *
 *     self.root <-> oldest <-> ... <-> newest <-> self.root
 */
#include "modules.h"
#include "objects/containers/dict-keys.h"

typedef struct _RsLink RsLink;
struct _RsLink {
  RsObject base;
  RsLink *prev, *next;
  RsObject *key, *result;
  gint64 hash;
  gboolean linked; /* in the ring, which owns it then */
};

typedef struct {
  RsObject base;
  RsObject *weaklist, *func, *cache, *info, *mark,
      *dict; /* mark: what stands between positional and keyword arguments in a key */
  RsLink *oldest, *newest;
  gint64 maxsize; /* -1: no limit */
  gint64 hits, misses;
  gboolean typed;
} RsLruCache;

#define LRU(o) ((RsLruCache *) (o))

static void
link_dealloc (RsVm *vm, RsObject *self)
{
  rs_clear (vm, &((RsLink *) self)->key);
  rs_clear (vm, &((RsLink *) self)->result);
  rs_object_free (vm, self);
}

static const RsSlots link_slots = { .dealloc = link_dealloc };
const RsTypeSpec rs_spec_lru_link = { .name = "functools._lru_list_elem",
                                      .flags = RS_TF_COUNTED_TYPE | RS_TF_NO_NEW,
                                      .size = sizeof (RsLink),
                                      .slots = &link_slots };

static void
unlink_one (RsLruCache *self, RsLink *link)
{
  *(link->prev ? &link->prev->next : &self->oldest) = link->next;
  *(link->next ? &link->next->prev : &self->newest) = link->prev;
  link->linked = FALSE;
}

static void
link_newest (RsLruCache *self, RsLink *link)
{
  link->prev = self->newest;
  link->next = NULL;
  *(self->newest ? &self->newest->next : &self->oldest) = link;
  self->newest = link;
  link->linked = TRUE;
}

static void
link_oldest (RsLruCache *self, RsLink *link)
{
  link->prev = NULL;
  link->next = self->oldest;
  *(self->oldest ? &self->oldest->prev : &self->newest) = link;
  self->oldest = link;
  link->linked = TRUE;
}

/* Empties the ring, which owns each link beside the dict, lets EMPTY drop the
 * dict or what is in it, and only then drops the links with their keys and
 * results: what dies with them may use the cache. */
static void
drop_links (RsVm *vm, RsLruCache *self, void (*empty) (RsVm *vm, RsLruCache *self))
{
  gsize n = 0, i = 0;
  RsDecrefs decrefs;
  for (RsLink *link = self->oldest; link != NULL; link = link->next)
    n += 3;
  gsize bytes = (n + 1) * sizeof (RsObject *);
  RsObject **items = rs_mem_alloc (vm, bytes);
  for (RsLink *link = self->oldest, *next; link != NULL; link = next)
    {
      next = link->next;
      link->linked = FALSE;
      items[i++] = g_steal_pointer (&link->key);
      items[i++] = g_steal_pointer (&link->result);
      items[i++] = RS_OBJECT (link);
    }
  self->oldest = self->newest = NULL;
  rs_decrefs_begin (vm, &decrefs, items, n, 1);
  empty (vm, self);
  for (i = 0; i < n; i++)
    rs_clear (vm, &items[i]);
  rs_decrefs_end (vm, &decrefs);
  rs_mem_free (vm, items, bytes);
}

static RsObject *
lru_new (RsVm *vm, RsType *type, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  static const char *const names[] = { "user_function", "maxsize", "typed", "cache_info_type",
                                       NULL };
  RsObject *v[4];
  gint64 maxsize = -1;
  if (!rs_parse_args (vm, "lru_cache", args, nargs, kwnames, names, 0, 4, v))
    return NULL;
  int typed = rs_is_true (vm, v[2]);
  if (typed < 0)
    return NULL;
  if (v[0]->type->slots.call == NULL)
    return rs_type_error (vm, "the first argument must be callable");
  if (v[1] != vm->none)
    {
      if (!rs_is_int (v[1]) && v[1]->type->slots.index == NULL)
        return rs_type_error (vm, "maxsize should be integer or None");
      maxsize = rs_as_ssize (vm, v[1], RS_TYPE (vm, OverflowError));
      if (maxsize == -1 && vm->pending != NULL)
        return NULL;
      maxsize = MAX (0, maxsize);
    }
  RsLruCache *self = LRU (rs_instance_new (vm, type));
  if (!rs_gc_is_tracked (self))
    rs_gc_track (vm, self);
  self->func = rs_incref (v[0]);
  self->info = rs_incref (v[3]);
  self->cache = rs_dict_new (vm);
  self->mark = rs_call0 (vm, RS_OBJECT (RS_TYPE (vm, OBJECT)));
  self->maxsize = maxsize;
  self->typed = typed;
  return RS_OBJECT (self);
}

/* The arguments as one object: a single int or str stands for itself. */
static RsObject *
make_key (RsVm *vm, RsLruCache *self, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  gsize n_keywords = kwnames ? rs_tuple_size (kwnames) : 0;
  if (!self->typed && n_keywords == 0)
    {
      if (nargs == 1 && (args[0]->type == RS_TYPE (vm, STR) || args[0]->type == RS_TYPE (vm, INT)))
        return rs_incref (args[0]);
      return rs_tuple_from_array (vm, args, nargs);
    }
  gsize size =
            nargs + (n_keywords ? 1 + 2 * n_keywords : 0) + (self->typed ? nargs + n_keywords : 0),
        k = nargs;
  RsObject *key = rs_tuple_new (vm, size);
  if (key == NULL)
    return NULL;
  RsObject **items = rs_tuple_items (key);
  for (gsize i = 0; i < nargs; i++)
    items[i] = rs_incref (args[i]);
  if (n_keywords > 0)
    items[k++] = rs_incref (self->mark);
  for (gsize i = 0; i < n_keywords; i++)
    {
      items[k++] = rs_incref (rs_tuple_items (kwnames)[i]);
      items[k++] = rs_incref (args[nargs + i]);
    }
  for (gsize i = 0; self->typed && i < nargs + n_keywords; i++)
    items[k++] = rs_incref (args[i]->type);
  return key;
}

/* Puts LINK, which the caller owns, into the dict, and then into the ring, to
 * which it belongs from then on: comparisons of keys may empty the ring. FALSE
 * raises. */
static gboolean
insert (RsVm *vm, RsLruCache *self, RsLink *link, RsObject *key, gint64 hash, RsObject *result)
{
  RS_SCOPE (vm);
  /* The ring names what a link owns; until then the locals do. */
  RS_LOCAL (own_key, rs_incref (key));
  RS_LOCAL (own_result, rs_incref (result));
  link->hash = hash;
  link->key = own_key;
  link->result = own_result;
  if (rs_dict_set_known_hash (vm, self->cache, key, hash, RS_OBJECT (link)) < 0)
    {
      link->key = link->result = NULL;
      return FALSE;
    }
  own_key = own_result = NULL;
  link_newest (self, link);
  return TRUE;
}

/* The oldest link is used again for the newest result, which is RESULT. FALSE
 * raises. Comparisons of keys may use the cache meanwhile: the link is out of
 * the ring until the dict has it again. */
static gboolean
replace_oldest (RsVm *vm, RsLruCache *self, RsObject *key, gint64 hash, RsObject *result)
{
  RS_SCOPE (vm);
  RsLink *link = self->oldest;
  unlink_one (self, link);
  RS_LOCAL (held, link);
  RS_LOCAL (old_result, link->result);
  RS_LOCAL (old_key, link->key);
  RS_LOCAL (popped, rs_dict_pop_known_hash (vm, self->cache, old_key, link->hash));
  if (popped == NULL && vm->pending != NULL)
    {
      held = old_key = old_result = NULL;
      link_oldest (self, link);
      return FALSE;
    }
  if (popped == NULL)
    {
      /* Somebody else took it out of the dict, and with it goes the link. */
      link->key = link->result = NULL;
      return TRUE;
    }
  gboolean ok = insert (vm, self, link, key, hash, result);
  if (ok)
    held = NULL;
  rs_clear (vm, &popped);
  rs_clear (vm, &old_key);
  rs_clear (vm, &old_result);
  return ok;
}

/* Keeps RESULT. FALSE raises. */
static gboolean
remember (RsVm *vm, RsLruCache *self, RsObject *key, gint64 hash, RsObject *result)
{
  if (self->maxsize < 0)
    return rs_dict_set_known_hash (vm, self->cache, key, hash, result) == 0;
  /* The function may have filled this place, in a call of its own. */
  if (rs_dict_get_known_hash (vm, self->cache, key, hash) != NULL)
    return TRUE;
  if (vm->pending != NULL)
    return FALSE;
  if ((gssize) rs_dict_size (self->cache) >= self->maxsize && self->oldest != NULL)
    return replace_oldest (vm, self, key, hash, result);
  RS_SCOPE (vm);
  RsLink *link = rs_object_new (vm, RS_TYPE (vm, LRU_LINK));
  RS_LOCAL (held, link);
  if (link == NULL)
    return FALSE;
  if (!insert (vm, self, link, key, hash, result))
    return FALSE;
  held = NULL;
  return TRUE;
}

static RsObject *
lru_call (RsVm *vm, RsObject *object, RsObject *const *args, gsize nargs, RsObject *kwnames)
{
  RsLruCache *self = LRU (object);
  if (self->maxsize == 0)
    {
      self->misses++;
      return rs_call (vm, self->func, args, nargs, kwnames);
    }
  RS_SCOPE (vm);
  RS_LOCAL (result, NULL);
  RS_LOCAL (key, make_key (vm, self, args, nargs, kwnames));
  gint64 hash = key ? rs_hash (vm, key) : -1;
  if (hash == -1)
    return NULL;
  RsObject *found = rs_dict_get_known_hash (vm, self->cache, key, hash);
  if (found != NULL)
    {
      self->hits++;
      if (self->maxsize > 0)
        {
          RsLink *link = (RsLink *) found;
          if (link->linked)
            {
              unlink_one (self, link);
              link_newest (self, link);
            }
          found = link->result;
        }
      result = rs_incref (found);
    }
  else if (vm->pending == NULL)
    {
      self->misses++;
      result = rs_call (vm, self->func, args, nargs, kwnames);
      if (result != NULL && !remember (vm, self, key, hash, result))
        rs_clear (vm, &result);
    }
  rs_clear (vm, &key);
  return RS_GIVE (result);
}

static void
clear_fields (RsVm *vm, RsLruCache *self)
{
  rs_clear (vm, &self->cache);
  rs_clear (vm, &self->func);
  rs_clear (vm, &self->mark);
  rs_clear (vm, &self->info);
  rs_clear (vm, &self->dict);
}

static void
lru_clear (RsVm *vm, RsObject *self)
{
  drop_links (vm, LRU (self), clear_fields);
}

static void
lru_dealloc (RsVm *vm, RsObject *self)
{
  rs_gc_untrack (vm, self);
  rs_weakref_object_dies (vm, self);
  lru_clear (vm, self);
  rs_object_free (vm, self);
}

/* As CPython's, visits each link's key and result in the place of the link,
 * which has no collector's head. */
static void
lru_traverse (RsVm *vm, RsObject *object, RsVisit *visit)
{
  RsLruCache *self = LRU (object);
  for (RsLink *link = self->oldest; link != NULL; link = link->next)
    {
      rs_visit (visit, link, RS_EDGE_FIELD | RS_EDGE_HIDDEN, (gintptr) "link");
      rs_visit_field (visit, link->key, "key");
      rs_visit_field (visit, link->result, "result");
    }
  rs_visit_field (visit, self->cache, "cache");
  rs_visit_field (visit, self->func, "func");
  rs_visit_field (visit, self->mark, "kwd_mark");
  rs_visit_field (visit, self->info, "cache_info_type");
  rs_visit (visit, self->dict, RS_EDGE_DICT, 0);
}

static RsObject *
lru_get (RsVm *vm, RsObject *self, RsObject *object, RsObject *type)
{
  return object == NULL || object == vm->none ? rs_incref (self) : rs_method_new (vm, self, object);
}

RS_NATIVE (lru_cache_info)
{
  RS_SCOPE (vm);
  RsLruCache *cache = LRU (self);
  RS_LOCAL (hits, rs_int_new (vm, cache->hits));
  RS_LOCAL (misses, rs_int_new (vm, cache->misses));
  RS_LOCAL (maxsize, cache->maxsize < 0 ? rs_incref (vm->none) : rs_int_new (vm, cache->maxsize));
  RS_LOCAL (size, rs_int_new (vm, rs_dict_size (cache->cache)));
  RS_LOCAL (result,
            rs_call (vm, cache->info, (RsObject *[]){ hits, misses, maxsize, size }, 4, NULL));
  return RS_GIVE (result);
}

static void
clear_dict (RsVm *vm, RsLruCache *self)
{
  self->hits = self->misses = 0;
  rs_dict_clear (vm, self->cache);
}

RS_NATIVE (lru_cache_clear)
{
  drop_links (vm, LRU (self), clear_dict);
  return rs_incref (vm->none);
}

RS_NATIVE (lru_copy)
{
  return rs_incref (self);
}

RS_NATIVE (lru_reduce)
{
  RS_SCOPE (vm);
  RS_LOCAL (name, rs_str_interned (vm, "__qualname__"));
  RS_LOCAL (result, rs_getattr (vm, self, name));
  return RS_GIVE (result);
}

static const RsMethodDef methods[] = { { "cache_info", lru_cache_info, RS_M_NOARGS, 0, 0,
                                         "Report cache statistics" },
                                       { "cache_clear", lru_cache_clear, RS_M_NOARGS, 0, 0, NULL },
                                       { "__copy__", lru_copy, RS_M_NOARGS, 0, 0, NULL },
                                       { "__deepcopy__", lru_copy, RS_M_O, 0, 0, NULL },
                                       { "__reduce__", lru_reduce, RS_M_NOARGS, 0, 0, NULL },
                                       { NULL } };
static const RsGetSetDef getset[] = { { "__dict__", rs_get_dict_field, rs_set_dict_field, NULL },
                                      { NULL } };
static const RsSlots slots = { .dealloc = lru_dealloc,
                               .traverse = lru_traverse,
                               .clear = lru_clear,
                               .call = lru_call,
                               .descr_get = lru_get,
                               .new_ = lru_new };
const RsTypeSpec rs_spec_lru_cache = { .name = "functools._lru_cache_wrapper",
                                       .flags =
                                           RS_TF_COUNTED_TYPE | RS_TF_GC | RS_TF_METHOD_DESCRIPTOR,
                                       .size = sizeof (RsLruCache),
                                       .slots = &slots,
                                       .methods = methods,
                                       .getset = getset,
                                       .dict_offset = G_STRUCT_OFFSET (RsLruCache, dict),
                                       .weaklist_offset = G_STRUCT_OFFSET (RsLruCache, weaklist) };
