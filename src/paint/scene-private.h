/* SPDX-License-Identifier: MIT
 *
 * The scene's arrays, for this layer and its tests.
 */
#pragma once

#include "graph/analysis.h"
#include "paint/scene.h"

G_BEGIN_DECLS

#define RS_CARD_TITLE 28.0 /* height of a title bar */
#define RS_CARD_ROW 22.0
#define RS_CARD_FOOT 18.0
#define RS_CARD_STUB 8.0 /* what a line above the foot adds to it */
#define RS_CARD_PAD 12.0
#define RS_CARD_OFFSET 22.0  /* room for a slot's offset */
#define RS_LABEL_HEIGHT 20.0 /* height of a cycle's label */

typedef enum {
  RS_MARK_NEW = 1 << 0, /* born, or bound, in this step */
  RS_MARK_CHANGED = 1 << 1,
  RS_MARK_GONE = 1 << 2,  /* a ghost; a name that is unbound now */
  RS_MARK_DEAD = 1 << 3,  /* a weak reference to nothing */
  RS_MARK_EMPTY = 1 << 4, /* a slot that holds nothing */
} RsMarks;

typedef enum {
  RS_ITEM_ROW,   /* label, and value or port */
  RS_ITEM_CELL,  /* of a sequence: index above, value or port in it */
  RS_ITEM_SPARE, /* allocated, unused: an empty cell */
  RS_ITEM_TEXT,  /* the object's own value */
  RS_ITEM_MORE,  /* "+25 more", at the end */
  RS_ITEM_GAP,   /* "… 25 more", between two others */
} RsItemKind;

/* A part of a card; x and y from the card's left top. */
typedef struct {
  RsItemKind kind;
  double x, y, width, height;
  const char *label;
  const char *offset;    /* of a slot, in bytes; "" */
  const char *value;     /* "" where an edge says it */
  gint parallel;         /* "×35" beside the port; 0: none */
  double port_x, port_y; /* port_x < 0: no port */
  double lane_y;         /* the height at which its edge leaves the card */
  guint32 graph_edge;    /* of the filtered graph; RS_NONE */
  guint8 marks;          /* RsMarks */
  guint8 shape;          /* RsShape of an inline value */
  guint8 row;            /* 1, 2, ... of a grid; 0: none */
  guint64 in_place;      /* serial of the object whose value stands here; 0: none */
} RsItem;

typedef struct {
  guint64 serial;
  guint64 place; /* the serial by which the layout knows it: mostly its own */
  guint32 node;  /* of the filtered graph; of a ghost, of the one before */
  double x, y, width, height;
  guint8 shape; /* RsShape */
  guint8 kind;  /* RsGraphNodeKind */
  guint8 marks;
  gboolean frame;   /* drawn as a frame */
  gboolean current; /* the frame that runs */
  guint32 rank;     /* of a frame: those of higher rank stand below */
  guint32 cycle;    /* RS_NONE */
  const char *title;
  const char *subtitle;  /* right in the title bar: "line 16"; "" */
  const char *badge;     /* the count; "": none */
  gint64 count;          /* the reference count, where COUNTED */
  gint64 delta;          /* of the count */
  gboolean counted;      /* an object with a count that is not infinite, and lives */
  guint arrows;          /* counted references that are drawn as edges to it */
  guint in_place;        /* those that show its value in place of an edge */
  guint stub;            /* those that are not drawn ... */
  const char *stub_text; /* ... in words: "+2: constants of f"; "" */
  gboolean stub_line;    /* the words have a line of their own, above the foot */
  double min_width;      /* that the words need; 0: they need none */
  guint folded;          /* objects that stand in it and have no card of their own */
  double badge_width;
  const char *identity;
  const char *size;
  const char *cause;   /* of a ghost */
  const char *methods; /* of a class, whose rows they have no more: "def f, g"; "" */
  guint first_item, n_items;
  double alpha; /* 1 but in the middle of an animation */
} RsCard;

typedef struct {
  guint32 source, target; /* cards */
  guint32 item;           /* the row that it leaves */
  guint32 graph_edge;
  guint8 strength;
  guint8 kind; /* RsRefKind */
  guint8 marks;
  gboolean cycle;
  gint parallel; /* references in one, 8 or more; 0: one */
  guint first_point, n_points;
  RsRect bounds; /* of its points: what is out of view costs a look at it */
  gboolean from_right;
  double alpha;
} RsSceneEdge;

typedef struct {
  RsRect rect;
  const char *text;
  guint64 serial;   /* a member of the cycle */
  guint n;          /* its members, ... */
  guint64 bytes;    /* ... what they take, ... */
  guint64 retained; /* ... and with what they alone keep alive */
  guint32 card;     /* and its card */
} RsCycleLabel;

struct _RsScene {
  gint refs;
  const RsHeapGraph *graph;    /* filtered */
  const RsHeapGraph *before;   /* filtered, or NULL */
  const RsHeapGraph *whole[2]; /* what GRAPH and BEFORE were filtered from, or NULL */
  RsFilterOptions filter;      /* and how ... */
  guint64 *serials;            /* ... with the serials that it names */
  RsTextCache *texts;
  GStringChunk *strings;
  RsScene *strings_of[2]; /* of an interpolated scene: whose strings it uses */
  GArray *cards;          /* RsCard; ghosts last */
  GArray *items;          /* RsItem */
  GArray *edges;          /* RsSceneEdge */
  GArray *points;         /* RsPoint */
  GArray *labels;         /* RsCycleLabel */
  RsCycles *cycles;       /* NULL in an interpolated scene */
  GHashTable *card_of;    /* serial -> RsCard; NULL in an interpolated scene */
};

#define rs_scene_card(scene, i) (&g_array_index ((scene)->cards, RsCard, i))
#define rs_scene_item(scene, i) (&g_array_index ((scene)->items, RsItem, i))
#define rs_scene_edge(scene, i) (&g_array_index ((scene)->edges, RsSceneEdge, i))
#define rs_scene_label(scene, i) (&g_array_index ((scene)->labels, RsCycleLabel, i))
#define rs_scene_points(scene, edge)                                                               \
  (&g_array_index ((scene)->points, RsPoint, (edge)->first_point))

/* Sets EDGE's bounds to those of its points, of which there are some. */
void rs_scene_measure_edge (const RsScene *scene, RsSceneEdge *edge);

/* The engine's words for what it holds, in the language of the picture. */
const char *rs_root_words (const char *label);

/* Whether CARD's object waits for the collector, or would. */
gboolean rs_card_is_garbage (const RsScene *scene, const RsCard *card);

/* How OPTIONS has graphs filtered. *SERIALS (transfer full) has a copy of those
 * that they name, to which the result points. */
RsFilterOptions rs_scene_filter (const RsSceneOptions *options, guint64 **serials);

/* GRAPH as FILTER has it (transfer full), where OTHER (nullable) is the moment
 * to compare it with. DONE (nullable) is GRAPH as FILTER had it beside whatever
 * moment. */
const RsHeapGraph *rs_scene_filter_beside (const RsHeapGraph *graph, const RsFilterOptions *filter,
                                           const RsHeapGraph *other, const RsHeapGraph *done);

/* A scene with empty arrays. */
RsScene *rs_scene_alloc (RsTextCache *texts);

/* What a card is made of. */
typedef struct {
  RsScene *scene;
  const RsHeapGraph *graph;        /* filtered */
  const RsHeapGraph *before;       /* filtered, or NULL */
  const RsHeapGraph *whole_before; /* or NULL */
  const RsHeapGraph *whole;
  const RsPlan *plan; /* or NULL */
  guint strangers;    /* cards so far that PLAN does not know */
  RsLayoutWork *work;
  gboolean hex;
} RsCardMaker;

/* Makes the cards of MAKER's graph and the ghosts of what went since the one
 * before, and the edges between them, all without places. Returns the card of
 * each node, RS_NONE where it has none (transfer full). */
guint32 *rs_scene_make_parts (RsCardMaker *maker);

/* The boxes and edges that SCENE's cards and edges are for the layout (transfer
 * full, g_free ()). */
RsLayoutBox *rs_scene_boxes (const RsScene *scene);
RsLayoutEdge *rs_scene_layout_edges (const RsScene *scene);

/* Says of each card how its count comes about: what is drawn, and what is not
 * (stub.c). */
void rs_scene_account (RsCardMaker *maker);

/* Appends the card of NODE of MAKER's graph, with its items and size, without a
 * place. GHOST: NODE is of the graph before. */
void rs_card_make (RsCardMaker *maker, guint32 node, gboolean ghost);

/* Marks what the step did to CARD (just made): new, another count, rows changed
 * or unbound. Appends the struck rows. */
void rs_card_mark_changes (RsCardMaker *maker, RsCard *card, const RsGraphNode *old,
                           guint32 old_node);

/* Whether CARD has a line at its bottom with its short name and size. */
gboolean rs_card_has_foot (const RsCard *card);

/* By how much CARD is higher for a line above its foot, of what is not drawn or
 * why it went, which may come and go. */
double rs_card_slack (const RsCard *card);

/* Joins the rows of the methods of CARD, the last one made, if it is a
 * class. */
void rs_card_join_methods (RsCardMaker *maker, RsCard *card);

/* Sets all items of CARD in their places and gives it its size. */
void rs_card_arrange (RsCardMaker *maker, RsCard *card);

/* The width that a card needs for ITEM, as a row, to show all of it. */
double rs_card_item_width (RsTextCache *texts, const RsItem *item);

/* The widest that a card may be: the column of the layout. */
#define RS_CARD_WIDTH 216.0

/* Levels of detail of the painter, by scale. */
#define SCALE_HALO 0.45  /* below: edges have no halo where they cross */
#define SCALE_SMALL 0.34 /* below: text cannot be read and is drawn as bars */
#define SCALE_BARE 0.12  /* below: cards are two rectangles, edges have no heads */

/* The painter's parts. */
void rs_paint_edges (const RsScene *scene, cairo_t *cr, const RsTheme *theme,
                     const RsPaintState *state, const RsRect *clip, double scale);
void rs_paint_card (const RsScene *scene, cairo_t *cr, const RsTheme *theme,
                    const RsPaintState *state, guint index, double scale);
/* The dots from which the edges of card INDEX leave: over the edges. */
void rs_paint_ports (const RsScene *scene, cairo_t *cr, const RsTheme *theme, guint index);

/* Paints the labels of all cycles. */
void rs_paint_labels (const RsScene *scene, cairo_t *cr, const RsTheme *theme);
void rs_paint_set_color (cairo_t *cr, RsColor color, double alpha);
void rs_paint_rounded (cairo_t *cr, double x, double y, double width, double height, double radius);
void rs_paint_edge_line (cairo_t *cr, guint8 strength, double width);
void rs_paint_head (cairo_t *cr, guint8 strength, RsRefKind kind, double x, double y, double dx,
                    double dy, double size, RsColor color, RsColor canvas);

G_END_DECLS
