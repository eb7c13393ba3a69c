# The production image: one for web, worker, scheduler and the one-shot commands (see docker-compose.yml).
FROM python:3.12-slim-bookworm

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt && python -m compileall -q /usr/local/lib/python3.12/site-packages
COPY . .
# Collecting needs no database and no secret; what the settings draw for it is thrown away with the folder.
RUN POLACT_DATA=/tmp/build python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf /tmp/build \
    && python -m compileall -q manage.py polact assessments cases allegations notifications

# No account is needed for a number that owns nothing in the image.
USER 10001:10001
ENV POLACT_DATA=/tmp/polact
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=3 \
    CMD ["python", "-m", "polact.embedded.healthcheck", "web", "8000"]
CMD ["gunicorn", "polact.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", "--threads", "4", \
     "--preload", "--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "20"]
