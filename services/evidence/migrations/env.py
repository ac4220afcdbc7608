from common.persistence import migrations
from evidence.transaction import metadata

migrations.run_migrations(metadata)
