// remove-edges: removes relationships of one kind by id.
// access: write
// params: $ids LIST<STRING>
// rows:   none
// try:    :param {ids: ['met-with:x:y']}
UNWIND $ids AS id
MATCH ()-[edge:EDGE_KIND {id: id}]->()
DELETE edge
