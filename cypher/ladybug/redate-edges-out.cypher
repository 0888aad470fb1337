// redate-edges-out: corrects the date of their start on the relationships of one kind that leave a node.
// access: write
// params: $id STRING, $earliest INTEGER
// rows:   none
MATCH (a:Entity {id: $id})-[r:EDGE_KIND]->()
SET r.srcAt = $earliest
