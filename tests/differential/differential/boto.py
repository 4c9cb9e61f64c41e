"""botocore, led to the loopback server and nowhere else."""

import os

import botocore.session
import urllib3
import urllib3.util.connection as connection
from botocore.awsrequest import AWSHTTPSConnection
from botocore.config import Config
from botocore.tokens import FrozenAuthToken
from botocore.utils import S3RegionRedirectorv2
from urllib3.connection import HTTPConnection

ENDPOINT = "https://aws.test"


def lead_to(server):
    """Every name is this machine, every port the server's: prefixes of hosts need no resolver."""
    connect = connection.create_connection

    def here(_, *rest, **options):
        return connect(("127.0.0.1", server.port), *rest, **options)

    connection.create_connection = here
    # The server speaks no TLS; nothing that is compared depends on it.
    AWSHTTPSConnection.connect = HTTPConnection.connect
    urllib3.disable_warnings()


def stay():
    """S3 looks for a bucket's region after some errors, with requests of its own; we do not."""
    S3RegionRedirectorv2.redirect_from_error = lambda *_, **__: None


def session():
    stay()
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull)
    made = botocore.session.get_session()
    made.register_component("token_provider", Token())
    return made


class Token:
    """For the services that take a token in place of a signature."""

    def load_token(self, **_):
        return FrozenAuthToken("token")


def client(session, service):
    return session.create_client(
        service,
        region_name="us-east-1",
        aws_access_key_id="AKIDEXAMPLE",
        aws_secret_access_key="secret",
        endpoint_url=ENDPOINT,
        config=Config(retries={"total_max_attempts": 1}, max_pool_connections=1),
    )
