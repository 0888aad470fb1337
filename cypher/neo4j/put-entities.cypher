// put-entities: creates or replaces nodes, each whole.
// access: write
// params: $entities LIST<MAP> {id, labels LIST<STRING>, properties MAP}
// rows:   none
// try:    :param {entities: [{id: 'x', labels: ['Person', 'Actor'], properties: {id: 'x', kind: 'PERSON', name: 'X'}}]}
UNWIND $entities AS entity
MERGE (node:Entity {id: entity.id})
SET node = entity.properties
SET node:$(entity.labels)
