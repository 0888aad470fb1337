// entities: nodes by id, whole.
// access: read
// params: $ids LIST<STRING>
// rows:   properties MAP; one a node that is there
// try:    :param {ids: ['sergey-lavrov']}
UNWIND $ids AS id
MATCH (node:Entity {id: id})
RETURN properties(node) AS properties
