package org.plumbline.api;

import io.helidon.common.media.type.MediaTypes;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.staticcontent.ClasspathHandlerConfig;
import io.helidon.webserver.staticcontent.StaticContentFeature;

/** The dashboard: the files of the class path's folder {@code web}. */
final class Assets {
  private static final String FOLDER = "web";
  private static final String PAGE = "/index.html";

  /** The build puts a hash of the content into the names of what lies here. */
  private static final String HASHED = "/assets/";

  private Assets() {}

  static HttpService files() {
    return StaticContentFeature.createService(
        ClasspathHandlerConfig.builder()
            .location(FOLDER)
            .welcome("index.html")
            .pathMapper(Assets::file)
            .putContentType("svg", MediaTypes.create("image/svg+xml"))
            .putContentType("js", MediaTypes.create("text/javascript"))
            .build());
  }

  /** The page is one file that reads its own address; only what looks like a file is one. */
  private static String file(String path) {
    return path.substring(path.lastIndexOf('/') + 1).contains(".") ? path : PAGE;
  }

  /** A hashed name never changes its content; all else is asked for again each time. */
  static Handler caching() {
    return (request, response) -> {
      boolean hashed = request.path().path().startsWith(HASHED);
      response.header(
          HeaderNames.CACHE_CONTROL, hashed ? "public, max-age=31536000, immutable" : "no-cache");
      response.next();
    };
  }
}
