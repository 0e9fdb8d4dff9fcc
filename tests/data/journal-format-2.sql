BEGIN TRANSACTION;
CREATE TABLE cursors (sink TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "cursors" VALUES('archive',5);
CREATE TABLE dead (sink TEXT, place INTEGER, reason TEXT NOT NULL, PRIMARY KEY (sink, place)) WITHOUT ROWID;
CREATE TABLE ids (id BLOB PRIMARY KEY, seen INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE journal (source TEXT NOT NULL, next INTEGER NOT NULL, lingering INTEGER NOT NULL);
INSERT INTO "journal" VALUES('urn:uuid:c4209280-644f-4f4e-a805-9b84dd3b0307',6,0);
CREATE TABLE links (number INTEGER PRIMARY KEY, time REAL NOT NULL, why TEXT NOT NULL, rows TEXT NOT NULL, link BLOB);
INSERT INTO "links" VALUES(1,1.79555973784787440295e+09,'stored','[[1,null,"94ae6527871a78729b13ff7440fd2853"]]',X'EE2AD87A44294FCE6377DE118BC52C917CCD69B95220A0F59E96721E88784D42');
INSERT INTO "links" VALUES(2,1.79555973835023498534e+09,'stored','[[4,null,"63846c7711e9d19a6f4dd6d8e99dcb44"]]',X'58F4724C1CF1A79F8EFA9FB931D645D9BFE5717BF66112C897DCD7A5844E77F6');
CREATE TABLE ranges (
    number BLOB, first INTEGER, last INTEGER, seen INTEGER NOT NULL, PRIMARY KEY (number, first)
) WITHOUT ROWID;
INSERT INTO "ranges" VALUES(X'AA094FF8A11F0CD8F461A256F525F06B',1,2,20781);
CREATE TABLE runs (
    place INTEGER PRIMARY KEY,
    count INTEGER NOT NULL,
    type TEXT NOT NULL,
    received REAL NOT NULL,
    expires REAL,
    subject BLOB,
    sinks TEXT NOT NULL,
    disclosure TEXT NOT NULL,
    session TEXT,
    sequence INTEGER,
    head TEXT NOT NULL,
    events TEXT NOT NULL,
    salt BLOB NOT NULL
);
INSERT INTO "runs" VALUES(1,3,'https://example.org/events/cell-executed',1.79555973784727501869e+09,1.80333573784727501871e+09,X'8560BAA04935204B353B3D416CC52ECC','["archive"]','e0eb13380f46916f1531d08e37dc6931','80770fcbd1f44fd3501a3b9b877ee027',1,'{"specversion":"1.0","source":"urn:uuid:c4209280-644f-4f4e-a805-9b84dd3b0307","type":"https://example.org/events/cell-executed","dataschema":"https://example.org/events/cell-executed/v1","schemaversion":"1","origin":"server","receivedtime":"2026-11-24T22:35:37.847275Z","basis":"opt-in","policy":"0ea5568cfc480553ed698cb8b5b830f3","session":"80770fcbd1f44fd3501a3b9b877ee027"}','[{"id":"01a20fb3-49f1-7352-be6d-c3c19cf86b1c","time":"2026-11-24T22:35:37.837141Z","redacted":["path"],"data":{"command":"notebook:run-cell-and-select-next","outcome":"succeeded","trigger":"keyboard","kernel":"python3","count":0,"duration":1.25,"client":{"name":"JupyterLab","version":"4.6.6"}},"sequence":1},{"id":"01a20fb3-49f1-7352-be6d-c3c2f3095b05","time":"2026-11-24T22:35:37.837549Z","redacted":["path"],"data":{"command":"notebook:run-cell-and-select-next","outcome":"succeeded","trigger":"keyboard","kernel":"python3","count":1,"duration":1.25,"client":{"name":"JupyterLab","version":"4.6.6"}},"sequence":2},{"id":"01a20fb3-49f1-7352-be6d-c3c360fa4df0","time":"2026-11-24T22:35:37.837560Z","redacted":["path"],"data":{"command":"notebook:run-cell-and-select-next","outcome":"succeeded","trigger":"keyboard","kernel":"python3","count":2,"duration":1.25,"client":{"name":"JupyterLab","version":"4.6.6"}},"sequence":3}]',X'D27E029A0D09334D37D2300F1B16EEC3');
INSERT INTO "runs" VALUES(4,2,'https://example.org/events/cell-executed',1.79555973834987902637e+09,1.80333573834987902642e+09,X'8560BAA04935204B353B3D416CC52ECC','["archive"]','e0eb13380f46916f1531d08e37dc6931','5fbcf07971ab9de584674879e61e45e0',1,'{"specversion":"1.0","source":"urn:uuid:c4209280-644f-4f4e-a805-9b84dd3b0307","type":"https://example.org/events/cell-executed","dataschema":"https://example.org/events/cell-executed/v1","schemaversion":"1","origin":"owner","receivedtime":"2026-11-24T22:35:38.349879Z","basis":"opt-in","policy":"0ea5568cfc480553ed698cb8b5b830f3","session":"5fbcf07971ab9de584674879e61e45e0"}','[{"id":"01a20fb3-4bee-754e-b0db-14204efceaaf","time":"2026-11-24T22:35:38.349879Z","redacted":["path"],"data":{"command":"notebook:run-cell-and-select-next","outcome":"succeeded","trigger":"keyboard","kernel":"python3","count":42,"duration":1.25,"client":{"name":"JupyterLab","version":"4.6.6"}},"sequence":1},{"id":"01a20fb3-4bee-754e-b0db-1421c2141357","time":"2026-11-24T22:35:38.349879Z","redacted":["path"],"data":{"command":"notebook:run-cell-and-select-next","outcome":"succeeded","trigger":"keyboard","kernel":"python3","count":42,"duration":1.25,"client":{"name":"JupyterLab","version":"4.6.6"}},"sequence":2}]',X'72D216A5A08EF6937F23E704CDF50AD7');
CREATE INDEX runs_by_subject ON runs (subject, received, place) WHERE subject IS NOT NULL;
CREATE INDEX runs_by_session ON runs (session, sequence) WHERE session IS NOT NULL;
CREATE INDEX runs_by_end ON runs (expires) WHERE expires IS NOT NULL;
CREATE VIEW events AS SELECT
    runs.place + one.key AS place, runs.place AS run, runs.type, received, expires, subject, sinks, disclosure,
    substr(head, 1, length(head) - 1) || ',' || substr(one.value, 2) AS capsule
FROM runs, json_each(runs.events) AS one;
COMMIT;
PRAGMA user_version = 2;
