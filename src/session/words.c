/* SPDX-License-Identifier: MIT
 *
 * An object as its words. The head and the pre-header come from the type's
 * flags, the header from the object, the fields from the table of layouts or
 * (numbers, texts, containers) from the functions below, then what classes add:
 * slots, the list of weak references, __dict__. Gaps are filled, so that the
 * words of a block are all of its bytes:
 *
 *     -32  values, dict         pre-header     of 3.11's instances
 *     -16  _gc_next, _gc_prev   collector's head
 *       0  ob_refcnt, ob_type   header
 *      16  ...                  fields of the built-in type
 *          slots, weakreflist, __dict__       of the classes
 *
 * What it owns is told after it: a list's items, a dict's keys and values.
 */
#include "words.h"

#include "session-private.h"
#include "words-layout.h"

#include "heap/address.h"
#include "heap/weakref.h"
#include "objects/classes/obj-misc.h"
#include "objects/containers/dict-keys.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  RsVm *vm;
  RsObject *object;
  RsObjectWords *out;
  RsWordBlock *block; /* the one that is being told */
} Dump;

/* --- words ---------------------------------------------------------------- */

static const char *
keep (Dump *d, const char *text)
{
  return text ? g_string_chunk_insert_const (d->out->pool, text) : NULL;
}

/* A new word; valid until the next one. NULL: the block has too many. */
static RsWord *
put (Dump *d, gint offset, guint size, const char *part, const char *field, RsWordKind kind)
{
  RsWord word = {
    .offset = offset, .size = size, .kind = kind, .part = part, .field = keep (d, field)
  };
  if (d->block->words->len >= RS_MOST_WORDS)
    {
      d->block->n_more++;
      return NULL;
    }
  g_array_append_val (d->block->words, word);
  return &g_array_index (d->block->words, RsWord, d->block->words->len - 1);
}

static void
put_number (Dump *d, gint offset, guint size, const char *part, const char *field, gint64 number)
{
  RsWord *word = put (d, offset, size, part, field, RS_WORD_NUMBER);
  if (word != NULL)
    word->number = number;
}

static void
put_hash (Dump *d, gint offset, const char *part, const char *field, gint64 hash)
{
  RsWord *word = put (d, offset, 8, part, field, RS_WORD_HASH);
  if (word != NULL)
    word->number = hash;
}

/* "int 5", "list", "type Child". */
static char *
describe (RsVm *vm, RsObject *o)
{
  char buffer[200];
  const char *name = rs_type_name (o->type, buffer, sizeof buffer), *dot = strrchr (name, '.');
  g_autofree char *text = rs_value_text (vm, o);
  name = dot ? dot + 1 : name;
  return text != NULL && *text != '\0' ? g_strdup_printf ("%s %s", name, text) : g_strdup (name);
}

/* A pointer to TARGET, nullable. */
static void
put_object (Dump *d, gint offset, const char *part, const char *field, RsObject *target)
{
  RsWord *word = put (d, offset, 8, part, field, target != NULL ? RS_WORD_OBJECT : RS_WORD_NULL);
  if (word == NULL || target == NULL)
    return;
  g_autofree char *text = describe (d->vm, target);
  word->serial = target->serial;
  word->address = rs_address (target);
  word->text = keep (d, text);
}

/* A pointer to ADDRESS in the block NAME; 0: to nothing. */
static void
put_block (Dump *d, gint offset, const char *field, guint64 address, const char *name)
{
  RsWord *word = put (d, offset, 8, "field", field, address != 0 ? RS_WORD_BLOCK : RS_WORD_NULL);
  if (word == NULL)
    return;
  word->address = address;
  word->text = address != 0 ? keep (d, name) : NULL;
}

static void
put_other (Dump *d, gint offset, guint size, const char *part, const char *field)
{
  put (d, offset, size, part, field, RS_WORD_OTHER);
}

/* BYTES of text, in words of 8. */
static void
put_text (Dump *d, gint offset, const char *field, const guint8 *data, gsize bytes)
{
  for (gsize i = 0; i < bytes; i += 8)
    {
      gsize n = MIN (8, bytes - i);
      RsWord *word = put (d, offset + (gint) i, n, "item", field, RS_WORD_TEXT);
      if (word == NULL)
        continue;
      g_autoptr (GString) text = g_string_new (NULL);
      for (gsize k = 0; k < n; k++)
        if (data[i + k] >= ' ' && data[i + k] < 127 && data[i + k] != '\\')
          g_string_append_c (text, (char) data[i + k]);
        else
          g_string_append_printf (text, "\\x%02x", data[i + k]);
      word->text = keep (d, text->str);
    }
}

/* --- references by name --------------------------------------------------- */

typedef struct {
  RsVisit visit;
  guint kind;
  const char *label;
  RsObject *found;
} Search;

static void
search_edge (RsVisit *visit, RsObject *target, guint kind, gintptr index)
{
  Search *s = (Search *) visit;
  if (s->found == NULL && (kind & 0xff) == s->kind
      && (s->label == NULL || strcmp ((const char *) index, s->label) == 0))
    s->found = target;
}

/* The reference of OBJECT of KIND, and (FIELD) called LABEL; NULL. */
static RsObject *
find_edge (Dump *d, RsEdgeKind kind, const char *label)
{
  Search search = { { search_edge, d->vm, FALSE }, kind, label, NULL };
  if (d->object->type->slots.traverse != NULL)
    d->object->type->slots.traverse (d->vm, d->object, &search.visit);
  return search.found;
}

static void
put_layout (Dump *d, guint type)
{
  guint n;
  const RsFieldLayout *rows = rs_field_layouts (type, &n);
  for (guint i = 0; i < n; i++)
    {
      const RsFieldLayout *row = &rows[i];
      if (row->from == RS_FIELD_OTHER)
        put_other (d, row->offset, row->size, "field", row->name);
      else if (*row->source == '@')
        put_object (d, row->offset, "field", row->name, find_edge (d, RS_EDGE_CALLBACK, NULL));
      else
        put_object (d, row->offset, "field", row->name, find_edge (d, RS_EDGE_FIELD, row->source));
    }
}

/* --- blocks --------------------------------------------------------------- */

static void
clear_block (gpointer data)
{
  RsWordBlock *block = data;
  g_array_unref (block->words);
  g_free (block);
}

static void
begin_block (Dump *d, const char *name, guint64 address, guint64 bytes, gboolean shared)
{
  RsWordBlock *block = g_new0 (RsWordBlock, 1);
  block->name = keep (d, name);
  block->address = address;
  block->bytes = bytes;
  block->shared = shared;
  block->words = g_array_new (FALSE, FALSE, sizeof (RsWord));
  g_ptr_array_add (d->out->blocks, block);
  d->block = block;
}

/* --- numbers and texts ---------------------------------------------------- */

/* The digits of 30 bits that CPython keeps. */
static void
put_int (Dump *d)
{
  const RsInt *i = (RsInt *) d->object;
  gint limbs = abs (i->size);
  guint bits = limbs > 0 ? 64 * limbs - __builtin_clzll (i->limbs[limbs - 1]) : 0,
        n = (bits + 29) / 30;
  put_number (d, 16, 8, "header", "ob_size", i->size < 0 ? -(gint64) n : n);
  for (guint k = 0; k < n; k++)
    {
      guint at = 30 * k / 64, shift = 30 * k % 64;
      guint64 digit = i->limbs[at] >> shift;
      if (shift > 34 && at + 1 < (guint) limbs)
        digit |= i->limbs[at + 1] << (64 - shift);
      g_autofree char *name = g_strdup_printf ("ob_digit[%u]", k);
      put_number (d, 24 + 4 * k, 4, "item", name, digit & ((1u << 30) - 1));
    }
  if (n == 0 && d->object->type->id == RS_T_BOOL)
    put_number (d, 24, 4, "item", "ob_digit[0]", 0);
}

static void
put_double (Dump *d, gint offset, const char *field, double value)
{
  RsWord *word = put (d, offset, 8, "field", field, RS_WORD_FLOAT);
  if (word != NULL)
    word->real = value;
}

static void
put_str (Dump *d)
{
  const RsStr *s = (RsStr *) d->object;
  guint64 state = (d->object->extra & RS_STR_INTERNED) | (guint64) s->kind << 2 | 1 << 5
                  | (guint64) s->ascii << 6 | 1 << 7;
  put_number (d, 16, 8, "field", "length", s->length);
  put_hash (d, 24, "field", "hash", s->hash);
  put_number (d, 32, 1, "field", "state", (gint64) state);
  put_other (d, 33, 7, "field", "");
  put_other (d, 40, 8, "field", "wstr");
  if (!s->ascii)
    {
      put_other (d, 48, 8, "field", "utf8_length");
      put_other (d, 56, 8, "field", "utf8");
      put_other (d, 64, 8, "field", "wstr_length");
    }
  put_text (d, s->ascii ? 48 : 72, "data", s->data, ((gsize) s->length + 1) * s->kind);
}

static void
put_bytes (Dump *d)
{
  const RsBytes *bytes = (RsBytes *) d->object;
  put_number (d, 16, 8, "header", "ob_size", (gint64) bytes->size);
  put_hash (d, 24, "field", "ob_shash", bytes->hash);
  put_text (d, 32, "ob_sval", bytes->data, bytes->size);
  put_text (d, 32 + (gint) bytes->size, "ob_sval", (const guint8 *) "", 1);
}

static void
put_bytearray (Dump *d)
{
  const guint8 *data;
  gsize size, room = rs_object_size (d->vm, d->object) - 56;
  rs_bytes_view (d->vm, d->object, &data, &size);
  put_number (d, 16, 8, "header", "ob_size", (gint64) size);
  put_number (d, 24, 8, "field", "ob_alloc", (gint64) room);
  put_other (d, 32, 8, "field", "ob_bytes");
  put_other (d, 40, 8, "field", "ob_start");
  put_other (d, 48, 8, "field", "ob_exports");
  if (room == 0)
    return;
  begin_block (d, "ob_bytes", 0, room, FALSE);
  put_text (d, 0, "ob_bytes", data, MIN (size, room));
}

/* --- list, tuple, set ----------------------------------------------------- */

static void
put_items (Dump *d, gint offset, RsObject *const *items, gsize n, const char *field)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", field, i);
      put_object (d, offset + 8 * (gint) MIN (i, RS_MOST_WORDS), "item", name, items[i]);
    }
}

static void
put_list (Dump *d)
{
  const RsList *list = (RsList *) d->object;
  guint64 address = list->items_block ? rs_block_address (list->items_block) : 0;
  put_number (d, 16, 8, "header", "ob_size", (gint64) list->size);
  put_block (d, 24, "ob_item", address, "ob_item");
  put_number (d, 32, 8, "field", "allocated", (gint64) list->allocated);
}

static void
put_list_items (Dump *d)
{
  const RsList *list = (RsList *) d->object;
  if (list->items_block == 0 || list->allocated == 0)
    return;
  begin_block (d, "ob_item", rs_block_address (list->items_block), 8 * list->allocated, FALSE);
  put_items (d, 0, list->items, list->size, "ob_item");
  for (gsize i = list->size; i < list->allocated; i++)
    put_other (d, 8 * (gint) MIN (i, RS_MOST_WORDS), 8, "spare", "");
}

static void
put_tuple (Dump *d)
{
  put_number (d, 16, 8, "header", "ob_size", (gint64) rs_tuple_size (d->object));
  put_items (d, 24, rs_tuple_items (d->object), rs_tuple_size (d->object), "ob_item");
}

static void
put_entries (Dump *d, gint offset, const RsSetEntry *entries, gsize n, const char *field)
{
  for (gsize i = 0; i < n; i++)
    {
      gint at = offset + 16 * (gint) MIN (i, RS_MOST_WORDS);
      g_autofree char *key = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "].key", field, i),
                      *hash = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "].hash", field, i);
      /* What was taken out has left a dummy of C's there. */
      if (entries[i].key == NULL && entries[i].hash == -1)
        put_other (d, at, 8, "entry", key);
      else
        put_object (d, at, "entry", key, entries[i].key);
      put_hash (d, at + 8, "entry", hash, entries[i].hash);
    }
}

static void
put_set (Dump *d)
{
  const RsSet *set = (RsSet *) d->object;
  gboolean small = set->table_block == 0;
  put_number (d, 16, 8, "field", "fill", (gint64) set->fill);
  put_number (d, 24, 8, "field", "used", (gint64) set->used);
  put_number (d, 32, 8, "field", "mask", (gint64) set->mask);
  put_block (d, 40, "table",
             small ? rs_address (d->object) + 64 : rs_block_address (set->table_block),
             small ? "smalltable" : "table");
  put_hash (d, 48, "field", "hash", set->hash);
  put_number (d, 56, 8, "field", "finger", (gint64) set->finger);
  if (small)
    put_entries (d, 64, set->small, 8, "smalltable");
  else
    put_other (d, 64, 128, "field", "smalltable");
}

static void
put_set_table (Dump *d)
{
  const RsSet *set = (RsSet *) d->object;
  if (set->table_block == 0)
    return;
  begin_block (d, "table", rs_block_address (set->table_block), 16 * (set->mask + 1), FALSE);
  put_entries (d, 0, set->table, set->mask + 1, "table");
}

/* --- dict ----------------------------------------------------------------- */

/* The index of 2 ** log2_size slots, by 8 bytes. */
static gint
put_indices (Dump *d, const RsKeys *keys)
{
  gint width = keys->log2_size < 8 ? 1 : keys->log2_size < 16 ? 2 : 4;
  gint bytes = MAX (8, width << keys->log2_size);
  for (gint at = 0; at < bytes; at += 8)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      RsWord *word = put (d, 32 + at, 8, "index", "dk_indices", RS_WORD_TEXT);
      for (gint slot = at / width; slot < (at + 8) / width && word != NULL; slot++)
        g_string_append_printf (text, "%s%d", text->len > 0 ? " " : "",
                                (int) rs_keys_index (keys, slot));
      if (word != NULL)
        word->text = keep (d, text->str);
    }
  return bytes;
}

static void
put_keys (Dump *d, const char *name, const RsKeys *keys, gboolean shared)
{
  gboolean general = keys->kind == RS_KEYS_GENERAL;
  gint at, size = general ? 24 : 16;
  begin_block (d, name, rs_block_address (keys->block), rs_keys_sizeof (keys), shared);
  put_number (d, 0, 8, "field", "dk_refcnt", keys->refcnt);
  put_number (d, 8, 1, "field", "dk_log2_size", keys->log2_size);
  put_other (d, 9, 1, "field", "dk_log2_index_bytes");
  put_number (d, 10, 1, "field", "dk_kind", keys->kind);
  put_other (d, 11, 1, "field", "");
  put_other (d, 12, 4, "field", "dk_version");
  put_number (d, 16, 8, "field", "dk_usable", keys->usable);
  put_number (d, 24, 8, "field", "dk_nentries", keys->n_entries);
  at = 32 + put_indices (d, keys);
  for (gint i = 0; i < keys->n_entries; i++, at += size)
    {
      g_autofree char *hash = g_strdup_printf ("entry[%d].me_hash", i),
                      *key = g_strdup_printf ("entry[%d].me_key", i),
                      *value = g_strdup_printf ("entry[%d].me_value", i);
      if (general)
        put_hash (d, at, "entry", hash, keys->entries[i].hash);
      put_object (d, at + size - 16, "entry", key, keys->entries[i].key);
      put_object (d, at + size - 8, "entry", value, shared ? NULL : keys->entries[i].value);
    }
  for (gint i = keys->n_entries; i < rs_usable_fraction (keys->log2_size); i++, at += size)
    put_other (d, at, size, "spare", "");
}

/* The array that an instance, or the dict made of it, has: in front of it how
 * many are set and in which order, byte by byte from its end. */
static void
put_values (Dump *d, const RsValues *values, const RsKeys *keys)
{
  gint prefix = (values->capacity + 2 + 7) / 8 * 8;
  begin_block (d, "values", rs_block_address (values->block) + prefix,
               prefix + 8 * values->capacity, FALSE);
  for (gint at = -prefix; at < 0; at++)
    {
      gint nth = -at - 3;
      if (at == -1)
        put_number (d, at, 1, "field", "prefix size", prefix);
      else if (at == -2)
        put_number (d, at, 1, "field", "used", values->n_ordered);
      else if (nth < values->n_ordered)
        put_number (d, at, 1, "index", "order", values->order[nth]);
      else
        put_other (d, at, 1, "spare", "");
    }
  for (gint i = 0; i < values->capacity; i++)
    {
      g_autofree char *name =
          i < keys->n_entries && keys->entries[i].key != NULL && rs_is_str (keys->entries[i].key)
              ? rs_str_utf8 (keys->entries[i].key, NULL)
              : g_strdup ("");
      put_object (d, 8 * i, *name != '\0' ? "item" : "spare", name, values->values[i]);
    }
}

static guint64
values_address (const RsValues *values)
{
  return values ? rs_block_address (values->block) + (values->capacity + 2 + 7) / 8 * 8 : 0;
}

static void
put_dict (Dump *d)
{
  const RsDict *dict = (RsDict *) d->object;
  put_number (d, 16, 8, "field", "ma_used", (gint64) dict->used);
  put_other (d, 24, 8, "field", "ma_version_tag");
  if (dict->keys->block != 0)
    put_block (d, 32, "ma_keys", rs_block_address (dict->keys->block), "ma_keys");
  else
    put_other (d, 32, 8, "field", "ma_keys");
  put_block (d, 40, "ma_values", values_address (dict->values), "values");
}

static void
put_dict_blocks (Dump *d)
{
  const RsDict *dict = (RsDict *) d->object;
  if (dict->keys->block != 0)
    put_keys (d, "ma_keys", dict->keys, dict->values != NULL);
  if (dict->values != NULL)
    put_values (d, dict->values, dict->keys);
}

/* --- what every object has ------------------------------------------------ */

static void
put_head (Dump *d)
{
  RsObject *o = d->object;
  if (o->type->prefix >= 32)
    {
      const RsManaged *managed = &RS_FIELD_AT (o, o->type->managed_offset, RsManaged);
      put_block (d, -32, "values", values_address (managed->values), "values");
      put_object (d, -24, "pre-header", "dict", managed->dict);
      g_array_index (d->block->words, RsWord, d->block->words->len - 2).part = "pre-header";
    }
  if (!rs_has_gc_head (o))
    return;
  for (gint i = 0; i < 2; i++)
    put (d, -16 + 8 * i, 8, "collector's head", i == 0 ? "_gc_next" : "_gc_prev",
         rs_gc_is_tracked (o) ? RS_WORD_OTHER : RS_WORD_NULL);
}

static void
put_weakref_fields (Dump *d)
{
  const RsWeakref *ref = (RsWeakref *) d->object;
  put_object (d, 16, "field", "wr_object", ref->referent ? ref->referent : d->vm->none);
  put_hash (d, 32, "field", "hash", ref->hash);
  put_object (d, 40, "field", "wr_prev", (RsObject *) ref->prev);
  put_object (d, 48, "field", "wr_next", (RsObject *) ref->next);
}

static void
put_frame_end (Dump *d)
{
  put_other (d, 152, (guint) rs_object_size (d->vm, d->object) - 152 - d->object->type->prefix,
             "item", "gi_iframe.localsplus");
}

/* The fields that need more than a reference. */
static void
put_special (Dump *d)
{
  static const struct {
    guint16 type;
    void (*put) (Dump *d);
  } types[] = {
    { RS_T_INT, put_int },
    { RS_T_STR, put_str },
    { RS_T_BYTES, put_bytes },
    { RS_T_BYTEARRAY, put_bytearray },
    { RS_T_LIST, put_list },
    { RS_T_TUPLE, put_tuple },
    { RS_T_SET, put_set },
    { RS_T_FROZENSET, put_set },
    { RS_T_DICT, put_dict },
    { RS_T_WEAKREF, put_weakref_fields },
    { RS_T_PROXY, put_weakref_fields },
    { RS_T_CALLABLE_PROXY, put_weakref_fields },
    { RS_T_GENERATOR, put_frame_end },
    { RS_T_COROUTINE, put_frame_end },
    { RS_T_ASYNC_GENERATOR, put_frame_end },
  };
  RsObject *o = d->object;
  if (rs_is_float (o))
    put_double (d, 16, "ob_fval", ((RsFloat *) o)->value);
  else if (rs_is_a (o, RS_TYPE (d->vm, COMPLEX)))
    {
      put_double (d, 16, "cval.real", ((RsComplex *) o)->real);
      put_double (d, 24, "cval.imag", ((RsComplex *) o)->imag);
    }
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (rs_is_a (o, d->vm->types[types[i].type]))
      {
        types[i].put (d);
        return;
      }
}

/* The members that TYPE and the classes below it add. */
static void
put_slots (Dump *d, const RsType *type)
{
  if (!(type->flags & RS_TF_HEAPTYPE))
    return;
  put_slots (d, type->tp_base);
  for (gint i = 0; i < type->n_slots; i++)
    {
      g_autofree char *name = rs_str_utf8 (rs_tuple_items (type->slot_names)[i], NULL);
      put_object (
          d, (gint) type->tp_base->basicsize + i * 8, "slot", name,
          RS_FIELD_AT (d->object, type->slots_offset + i * (gint) sizeof (RsObject *), RsObject *));
    }
}

static void
put_weak_list (Dump *d)
{
  RsWeakref **list = rs_weakref_list (d->object);
  if (d->object->type->m_weaklistoffset > 0)
    put_object (d, d->object->type->m_weaklistoffset, "field", "weakreflist",
                list ? (RsObject *) *list : NULL);
}

static void
put_dict_field (Dump *d)
{
  const RsType *type = d->object->type;
  if (type->m_dictoffset > 0)
    put_object (d, type->m_dictoffset, "field", rs_is_type (d->object) ? "tp_dict" : "__dict__",
                find_edge (d, RS_EDGE_DICT, NULL));
}

/* What follows the slots of a class that a program makes. */
static void
put_heap_type (Dump *d)
{
  const RsType *type = (RsType *) d->object;
  if (!rs_is_type (d->object) || !(type->flags & RS_TF_HEAPTYPE))
    return;
  put_object (d, 848, "field", "ht_name", type->name);
  put_object (d, 856, "field", "ht_slots", type->slot_names);
  put_object (d, 864, "field", "ht_qualname", type->qualname);
  put_block (d, 872, "ht_cached_keys",
             type->cached_keys ? rs_block_address (type->cached_keys->block) : 0, "ht_cached_keys");
  put_other (d, 880, 8, "field", "ht_module");
  put_other (d, 888, 8, "field", "_ht_tpname");
  put_other (d, 896, 8, "field", "_spec_cache");
}

/* The layouts of the built-in types that the object's type derives from. */
static void
put_layouts (Dump *d)
{
  for (const RsType *type = d->object->type; type != NULL; type = type->tp_base)
    if (type->id != 0)
      put_layout (d, type->id);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return ((const RsWord *) a)->offset - ((const RsWord *) b)->offset;
}

/* Sorts the words, and fills the gaps up to BYTES behind the first. */
static void
fill_gaps (Dump *d, gint first, gint end)
{
  RsWordBlock *block = d->block;
  g_array_sort (block->words, compare_words);
  guint n = block->words->len;
  gint at = first;
  for (guint i = 0; i < n; i++)
    {
      const RsWord word = g_array_index (block->words, RsWord, i);
      if (word.offset > at)
        put_other (d, at, word.offset - at, "field", "");
      at = MAX (at, word.offset + word.size);
    }
  if (end > at && block->n_more == 0)
    put_other (d, at, end - at, "field", "");
  g_array_sort (block->words, compare_words);
}

/* Bytes of the object's own block, head and pre-header included. */
static gsize
own_bytes (Dump *d, RsObject *o)
{
  gsize size = rs_object_size (d->vm, o);
  if (rs_is_type (o) && ((RsType *) o)->cached_keys != NULL)
    return size - rs_keys_sizeof (((RsType *) o)->cached_keys);
  if (rs_is_list (o) || rs_is_dict (o) || rs_is_anyset (o)
      || rs_is_a (o, RS_TYPE (d->vm, BYTEARRAY)))
    size = o->type->basicsize + o->type->prefix;
  return size;
}

/* --- what it costs -------------------------------------------------------- */

/* Bytes of O, and of the blocks that are its alone. */
static gsize
real_bytes (Dump *d, RsObject *o)
{
  gsize bytes = own_bytes (d, o);
  if (o->type->managed_offset != 0)
    {
      const RsValues *values = RS_FIELD_AT (o, o->type->managed_offset, RsManaged).values;
      bytes += values ? rs_block_bytes (d->vm, values->block) : 0;
    }
  if (rs_is_list (o))
    bytes += 8 * ((RsList *) o)->allocated;
  else if (rs_is_anyset (o))
    bytes += ((RsSet *) o)->table_block ? 16 * (((RsSet *) o)->mask + 1) : 0;
  else if (rs_is_dict (o))
    {
      const RsDict *dict = (RsDict *) o;
      bytes += dict->values        ? rs_block_bytes (d->vm, dict->values->block)
               : dict->keys->block ? rs_keys_sizeof (dict->keys)
                                   : 0;
    }
  else if (rs_is_a (o, RS_TYPE (d->vm, BYTEARRAY)))
    bytes = rs_object_size (d->vm, o);
  return bytes;
}

static void
add_instance (RsVm *vm, RsObject *o, gpointer data)
{
  Dump *d = data;
  if (o->type != d->object->type)
    return;
  d->out->instances++;
  d->out->all_real += real_bytes (d, o);
}

/* --- the whole ------------------------------------------------------------ */

static void
dump (Dump *d)
{
  RsObject *o = d->object;
  char buffer[200];
  const char *name = rs_type_name (o->type, buffer, sizeof buffer), *dot = strrchr (name, '.');
  d->out->serial = o->serial;
  d->out->address = rs_address (o);
  d->out->count = o->refcnt;
  d->out->type = keep (d, dot ? dot + 1 : name);
  d->out->real = real_bytes (d, o);
  rs_heap_foreach (d->vm, add_instance, d);

  gint prefix = rs_has_gc_head (o) ? (gint) o->type->prefix : 0;
  begin_block (d, "object", rs_address (o), own_bytes (d, o), FALSE);
  RsWordBlock *object = d->block;
  put_head (d);
  put_number (d, 0, 8, "header", "ob_refcnt", o->refcnt);
  put_object (d, 8, "header", "ob_type", RS_OBJECT (o->type));
  put_layouts (d);
  put_slots (d, o->type);
  put_weak_list (d);
  put_dict_field (d);
  put_heap_type (d);
  put_special (d); /* a bytearray's is a block of its own already */
  d->block = object;
  fill_gaps (d, -prefix, (gint) object->bytes - prefix);
  if (rs_is_list (o))
    put_list_items (d);
  else if (rs_is_anyset (o))
    put_set_table (d);
  else if (rs_is_dict (o))
    put_dict_blocks (d);
  if (rs_is_type (o) && ((RsType *) o)->cached_keys != NULL)
    put_keys (d, "ht_cached_keys", ((RsType *) o)->cached_keys, TRUE);
  if (o->type->managed_offset != 0)
    {
      const RsManaged *managed = &RS_FIELD_AT (o, o->type->managed_offset, RsManaged);
      if (managed->values != NULL && o->type->cached_keys != NULL)
        put_values (d, managed->values, o->type->cached_keys);
    }
}

/* Where the object that EXPRESSION means is. FALSE: *ERROR. */
static gboolean
find_object (RsSession *session, const RsInstant *instant, const char *expression,
             RsObjectWords *out, GError **error)
{
  RsLook look;
  const char *const texts[] = { expression };
  if (!rs_session_look (session, instant, texts, 1, &look, error))
    return FALSE;
  out->serial = look.serial;
  out->size = look.size;
  gboolean new = look.flags &RS_LOOK_NEW;
  rs_look_clear (&look);
  if (new)
    g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                 "\"%s\" is made only when it is asked for: it has no memory before", expression);
  return !new;
}

static void
find_serial (RsVm *vm, RsObject *o, gpointer data)
{
  Dump *d = data;
  if (o->serial == d->out->serial)
    d->object = o;
}

RsObjectWords *
rs_session_words (RsSession *session, const RsInstant *instant, const char *expression,
                  GError **error)
{
  g_autoptr (RsObjectWords) out = g_new0 (RsObjectWords, 1);
  Dump d = { .out = out };
  out->name = g_strdup (expression);
  out->blocks = g_ptr_array_new_with_free_func (clear_block);
  out->pool = g_string_chunk_new (1024);
  if (*expression == '#')
    out->serial = g_ascii_strtoull (expression + 1, NULL, 10);
  else if (!find_object (session, instant, expression, out, error))
    return NULL;
  if (!rs_session_go_to (session, instant, error))
    return NULL;
  d.vm = session->vm;
  rs_heap_foreach (d.vm, find_serial, &d);
  if (d.object == NULL)
    {
      g_set_error (error, RS_SESSION_ERROR, RS_SESSION_ERROR_MOMENT,
                   "there is no object \"%s\" at that moment", expression);
      return NULL;
    }
  if (*expression == '#')
    out->size = rs_object_size (d.vm, d.object);
  dump (&d);
  return g_steal_pointer (&out);
}

void
rs_object_words_free (RsObjectWords *words)
{
  if (words == NULL)
    return;
  g_free (words->name);
  g_ptr_array_unref (words->blocks);
  g_string_chunk_free (words->pool);
  g_free (words);
}
