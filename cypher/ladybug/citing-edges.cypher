// citing-edges: the relationships of some kinds that cite a source.
// access: read
// params: $line STRING the source's id between line feeds
// rows:   id STRING
MATCH ()-[r:EDGE_KIND]->()
WHERE r.sourceLines CONTAINS $line
RETURN r.id AS id
