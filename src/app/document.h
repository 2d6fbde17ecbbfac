/* SPDX-License-Identifier: MIT
 *
 * Files of program text: reading and writing, with a clear sentence in the
 * user's language where that fails.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define RS_DOCUMENT_ERROR rs_document_error_quark ()
GQuark rs_document_error_quark (void);
typedef enum {
  RS_DOCUMENT_ERROR_MISSING,
  RS_DOCUMENT_ERROR_FOLDER, /* a folder, or a device */
  RS_DOCUMENT_ERROR_SIZE,
  RS_DOCUMENT_ERROR_BINARY,
  RS_DOCUMENT_ERROR_ENCODING, /* not UTF-8 */
  RS_DOCUMENT_ERROR_IO,
} RsDocumentError;

/* The largest file that the editor takes, in bytes. */
#define RS_DOCUMENT_MOST ((goffset) 8 << 20)

/* The text of FILE (transfer full), valid UTF-8 without NUL; *LENGTH in bytes.
 * NULL: ERROR is set (RS_DOCUMENT_ERROR). */
char *rs_document_read (GFile *file, gsize *length, GError **error);

/* Writes TEXT to FILE, which is replaced as a whole or not at all. */
gboolean rs_document_write (GFile *file, const char *text, GError **error);

/* FILE's name for people (transfer full). */
char *rs_document_name (GFile *file);

G_END_DECLS
