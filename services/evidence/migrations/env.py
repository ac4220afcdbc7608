from common import migrations
from evidence.tables import metadata

migrations.run(metadata)
