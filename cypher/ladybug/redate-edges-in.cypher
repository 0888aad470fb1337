// redate-edges-in: corrects the date of their end on the relationships of one kind that reach a node.
// access: write
// params: $id STRING, $earliest INTEGER
// rows:   none
MATCH (a:Entity {id: $id})<-[r:EDGE_KIND]-()
SET r.dstAt = $earliest
