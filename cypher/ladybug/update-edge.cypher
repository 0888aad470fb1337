// update-edge: replaces a relationship of one kind that is there, whole; its ends stay as they are.
// access: write
// params: $src STRING, $dst STRING, $id STRING, $earliest INTEGER, $latest INTEGER, $message STRING,
//         $sourceLines STRING, $doc STRING
// rows:   none
MATCH (a:Entity {id: $src})-[r:EDGE_KIND]->(b:Entity {id: $dst})
WHERE r.id = $id
SET r.earliest = $earliest, r.latest = $latest, r.message = $message, r.sourceLines = $sourceLines, r.doc = $doc
