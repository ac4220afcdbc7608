from common.persistence import migrations
from evidence.video_tables import metadata

migrations.run_migrations(metadata)
