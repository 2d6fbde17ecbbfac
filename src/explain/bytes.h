/* SPDX-License-Identifier: MIT
 *
 * An object's words in text, one object or two side by side, and as JSON.
 */
#pragma once

#include "session/words.h"

G_BEGIN_DECLS

/* A table: offset, size, field and value of each word, the object first, then
 * what it owns. B (nullable): beside it, at the same offsets. Transfer full. */
char *rs_bytes_text (const RsObjectWords *a, const RsObjectWords *b);
/* One JSON object: "name", "serial", "type", "address", "count", "getsizeof",
 * "real" (with what it alone owns), "instances" and their "all_real", "blocks":
 * each "name", "address" (null: not modelled), "bytes", "shared", "words": each
 * "offset", "size", "part", "field", "kind" (number, hash, float, text, object,
 * block, null, other), and "value" or "address", "serial", "text". Transfer
 * full. */
char *rs_bytes_json (const RsObjectWords *words);

G_END_DECLS
