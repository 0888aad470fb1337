// remove-entities: removes nodes with all relationships that touch them.
// access: write
// params: $ids LIST<STRING>
// rows:   none
// try:    :param {ids: ['x']}
UNWIND $ids AS id
MATCH (node:Entity {id: id})
DETACH DELETE node
