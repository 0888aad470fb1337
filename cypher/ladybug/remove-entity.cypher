// remove-entity: removes a node with all relationships that touch it.
// access: write
// params: $id STRING
// rows:   none
MATCH (e:Entity {id: $id})
DETACH DELETE e
