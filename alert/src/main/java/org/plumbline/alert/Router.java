package org.plumbline.alert;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.config.AlertSettings;
import org.plumbline.model.Incident;
import org.plumbline.model.Service;
import org.plumbline.model.Vantage;
import org.plumbline.store.Directory;

/** Which channels hear of an incident: those of every route whose conditions all hold. */
final class Router {
  private final List<AlertSettings.Route> routes;
  private final Directory directory;

  Router(List<AlertSettings.Route> routes, Directory directory) {
    this.routes = List.copyOf(routes);
    this.directory = directory;
  }

  boolean chooses(String channel, Incident incident) {
    return routes.isEmpty()
        || routes.stream()
            .anyMatch(route -> route.channels().contains(channel) && matches(route, incident));
  }

  private boolean matches(AlertSettings.Route route, Incident incident) {
    return anyOf(route.services(), incident.services().stream())
        && anyOf(route.categories(), categories(incident))
        && (route.severity() == null
            || (incident.severity() != null
                && incident.severity().compareTo(route.severity()) >= 0))
        && anyOf(route.places(), places(incident));
  }

  private static boolean anyOf(Set<String> wanted, Stream<String> there) {
    return wanted.isEmpty() || there.anyMatch(wanted::contains);
  }

  private Stream<String> categories(Incident incident) {
    Stream<String> ofCauses =
        incident.causes().stream().limit(1).map(cause -> cause.category().word());
    Stream<String> ofServices =
        incident.services().stream()
            .flatMap(id -> directory.service(id).stream())
            .map(Service::category)
            .flatMap(Stream::ofNullable);
    return Stream.concat(ofCauses, ofServices);
  }

  private Stream<String> places(Incident incident) {
    return incident.scope().failing().stream()
        .flatMap(id -> directory.vantage(id).stream())
        .flatMap(Router::places);
  }

  private static Stream<String> places(Vantage vantage) {
    return Stream.of(
            Stream.ofNullable(vantage.country()),
            Stream.ofNullable(vantage.region()),
            Stream.ofNullable(vantage.continent()),
            Stream.ofNullable(vantage.city()))
        .flatMap(it -> it);
  }
}
