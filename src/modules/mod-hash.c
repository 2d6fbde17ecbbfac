/* SPDX-License-Identifier: MIT
 *
 * Module _hash: digests, GLib's, for hashlib and for the seeds of random that
 * are strings.
 */
#include "modules.h"

/* digest (name, bytes) */
RS_NATIVE (hash_digest)
{
  static const struct {
    const char *name;
    GChecksumType type;
  } kinds[] = {
    { "md5", G_CHECKSUM_MD5 },       { "sha1", G_CHECKSUM_SHA1 },
    { "sha256", G_CHECKSUM_SHA256 }, { "sha384", G_CHECKSUM_SHA384 },
    { "sha512", G_CHECKSUM_SHA512 },
  };
  const guint8 *data;
  gsize size;
  if (!rs_is_str (args[0]) || !rs_bytes_view (vm, args[1], &data, &size))
    return rs_type_error (vm, "object supporting the buffer API required");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (rs_str_equal_ascii (args[0], kinds[i].name))
      {
        guint8 digest[64];
        gsize length = sizeof digest;
        g_autoptr (GChecksum) sum = g_checksum_new (kinds[i].type);
        g_checksum_update (sum, data, size);
        g_checksum_get_digest (sum, digest, &length);
        return rs_bytes_new (vm, digest, length);
      }
  return rs_raise (vm, RS_TYPE (vm, ValueError), "unsupported hash type %U", args[0]);
}

static const RsMethodDef hash_functions[] = { { "digest", hash_digest, RS_M_FAST, 2, 2, NULL },
                                              { NULL } };

static gboolean
hash_fill (RsVm *vm, RsObject *module, RsObject *dict)
{
  return rs_module_add_functions (vm, module, dict, hash_functions);
}

const RsModuleDef rs_module_hash_c = { "_hash", hash_fill, NULL };
