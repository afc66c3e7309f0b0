# syntax=docker/dockerfile:1
# The web server, the worker and the migrations of Đất Lành are this one image with another command.

FROM python:3.11-slim-bookworm AS build

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1 \
    PYTHONDONTWRITEBYTECODE=1

RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/base.txt
# Every file by its digest, and nothing compiled: the image needs no compiler.
RUN /opt/venv/bin/pip install --require-hashes --only-binary :all: --requirement /tmp/base.txt

WORKDIR /app
COPY manage.py pyproject.toml LICENSE NOTICE ./
COPY portal portal
COPY promo promo
COPY locales locales
# The secret lives in this command alone: production settings do not load without one.
RUN DJANGO_SETTINGS_MODULE=portal.settings.production \
    SECRET_KEY=for-the-building-of-the-image-and-nothing-else \
    sh -c '/opt/venv/bin/python manage.py compile_catalogues \
        && /opt/venv/bin/python manage.py collectstatic --noinput --verbosity 0'


FROM python:3.11-slim-bookworm

# The database and the cache of a container on its own; compose.yaml sets PostgreSQL and Redis instead.
# EXTRA_HOSTS: the health check asks for localhost, which is no portal's host.
ENV DJANGO_SETTINGS_MODULE=portal.settings.production \
    PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HOME=/tmp \
    DATABASE_URL=sqlite:////data/dat-lanh.sqlite3 \
    CACHE_URL=filecache:///data/cache \
    MEDIA_ROOT=/data/media \
    EXTRA_HOSTS=localhost \
    PORT=8000 \
    WEB_CONCURRENCY=2 \
    WEB_THREADS=4

# For leaflets: Pango and what WeasyPrint draws letters with, and the letters of Chinese, Japanese, Korean and Lao.
# Of the large packages of fonts only what leaflets use is left in the image.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        fontconfig libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-noto-core \
    && rm -rf /var/lib/apt/lists/* \
    && find /usr/share/fonts/truetype/noto -type f ! -name 'NotoSansLao-*' -delete \
    && find /usr/share/fonts/opentype/noto -type f ! -name 'NotoSansCJK-Regular.ttc' ! -name 'NotoSansCJK-Bold.ttc' -delete \
    && fc-cache --force

RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin portal \
    && install --directory --owner=portal --group=portal /data /data/media /data/cache

# Owned by root: what answers the world cannot change itself.
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app

WORKDIR /app
USER portal
VOLUME /data
EXPOSE 8000

# X-Forwarded-Proto as the proxy sends it: plain HTTP would be answered with a redirect to HTTPS.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import http.client, os; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=4); c.request('GET', '/health/', headers={'Host': 'localhost', 'X-Forwarded-Proto': 'https'}); raise SystemExit(c.getresponse().status != 200)"]

# gunicorn reads WEB_CONCURRENCY (processes) by itself. No access log: who read what is nobody's business.
CMD ["sh", "-c", "exec gunicorn portal.wsgi:application --bind 0.0.0.0:$PORT --worker-class gthread --threads $WEB_THREADS --worker-tmp-dir /dev/shm --no-control-socket"]
